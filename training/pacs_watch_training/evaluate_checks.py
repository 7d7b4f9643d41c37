"""Figures of a bundle's checks: how often it says nothing or flags a film, on good films and on what is none."""
from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from .junk import KINDS, junk
from .likeness import DISPLAYS, wrongly_displayed
from .lungbox import Box, kept_components
from .manifest import Film, Slice, read_grey
from .metrics import wilson
from .pipeline import Bundle

SLICES_READ, JUNK_READ = 300, 25
CUT = 0.15
SIDES = ("top", "bottom", "left", "right")


def checks(bundle: Bundle, held_out: list[Film], films: list[Film], slices: list[Slice], unlike: Path | None) -> dict[str, Any]:
    """Of the held-out films, good ones and the same made wrong; pictures of other kinds; flags on good films and made faults."""
    good = [f for f in held_out if f.label in bundle.labels]
    read = [verdict(bundle, read_grey(f.path)) for f in tqdm(good, "checks", leave=False, disable=None)]
    rng = np.random.default_rng(98)
    picked = [slices[i] for i in rng.permutation(len(slices))[:SLICES_READ]]
    rows = [row("films of the three classes", read)]
    for source in sorted({f.source for f in good}):
        rows.append(row(f"- of {source}", [v for f, v in zip(good, read, strict=True) if f.source == source]))
    kinds: list[tuple[str, Iterable[np.ndarray]]] = [
        ("films of tuberculosis", pixels_of([f for f in held_out if f.finding == "TB"])),
        ("films of other findings", pixels_of([f for f in held_out if f.label not in bundle.labels and f.finding != "TB"])),
        *((f"made {display}", displayed(good, display)) for display in DISPLAYS[1:]),
        ("films that lie on their side in the source", lying(bundle, films)),
        ("CT slices", (read_grey(s.path) for s in picked)),
        ("drawn junk", (junk(rng, 300, kind) for kind in KINDS for _ in range(JUNK_READ))),
    ]
    return {
        "limits": bundle.manifest["abstain"], "flag_limits": bundle.manifest.get("flags"),
        "kinds": rows + [row(name, [verdict(bundle, p) for p in tqdm(pictures, name, leave=False, disable=None)]) for name, pictures in kinds],
        "unlike": [
            row(folder.name, [verdict(bundle, read_grey(p)) for p in sorted(folder.iterdir())])
            for folder in sorted(unlike.iterdir()) if folder.is_dir()
        ] if unlike else [],
        "accuracy_of_the_rest": accuracy_of_the_rest(good, read),
        "flags": flags(bundle, good),
    }


def pixels_of(films: list[Film]) -> Iterator[np.ndarray]:
    return (read_grey(film.path) for film in films)


def displayed(films: list[Film], display: str) -> Iterator[np.ndarray]:
    return (wrongly_displayed(read_grey(f.path), display, other_side=i % 2 == 1) for i, f in enumerate(films))


def lying(bundle: Bundle, films: list[Film]) -> Iterator[np.ndarray]:
    """Half of nih-cadlab lies on its side, and the segmenter trusts none of those; no part of them taught the checks."""
    for film in films:
        pixels = read_grey(film.path) if film.source == "nih-cadlab" else None
        if pixels is not None and bundle.trusted_box(bundle.lungs(pixels)) is None:
            yield pixels


@dataclass(frozen=True)
class Verdict:
    """What the bundle says of a picture, and each reason why that is no answer."""

    label: str
    too_far: bool
    wrong_display: bool
    low_probability: bool
    far: bool

    @property
    def caught(self) -> bool:
        return self.abstained or self.far

    @property
    def abstained(self) -> bool:
        return self.too_far or self.wrong_display or self.low_probability


def verdict(bundle: Bundle, picture: np.ndarray) -> Verdict:
    look = bundle.look(picture)
    probabilities = bundle.classify(picture, bundle.trusted_box(look.lungs)).probabilities
    return Verdict(
        bundle.labels[int(probabilities.argmax())], bundle.too_far(look), bundle.wrong_display(look) is not None,
        bool(probabilities.max() < bundle.manifest["abstain"]["minimum_probability"]),
        bundle.is_flagged(look),
    )


def row(name: str, verdicts: list[Verdict]) -> dict[str, Any]:
    """How many pictures of a kind the bundle says nothing of, and why; a picture may have several reasons."""
    count = len(verdicts)
    shares = {key: wilson(sum(getattr(v, key) for v in verdicts), count)
              for key in ("too_far", "wrong_display", "low_probability", "abstained", "caught")}
    intervals = ("abstained", "caught")
    return {"kind": name, "pictures": count} | {k: v if k in intervals or not v else v[0] for k, v in shares.items()}


def accuracy_of_the_rest(films: list[Film], verdicts: list[Verdict]) -> list[float] | None:
    """Of the films that the bundle answers."""
    answered = [v.label == f.label for f, v in zip(films, verdicts, strict=True) if not v.abstained]
    return wilson(sum(answered), len(answered))


def flags(bundle: Bundle, films: list[Film]) -> list[dict[str, Any]]:
    """Per flag from the mask or the heat: its rate on good films, and on the same films with a fault made."""
    limits = bundle.manifest.get("flags") or {}
    joined = limits.get("maximum_lungs_joined", 1.0)
    border, least = limits.get("maximum_lungs_at_border", 1.0), limits.get("minimum_heatmap_in_lungs", 0.0)
    counts = {key: [0, 0] for key in ("good", "joined", "heat", "blanked", *SIDES)}

    def count(key: str, raised: bool) -> None:
        counts[key][0] += raised
        counts[key][1] += 1

    for film in films:
        pixels = read_grey(film.path)
        look = bundle.look(pixels)
        count("joined", look.lungs.joined > joined)
        box = bundle.trusted_box(look.lungs)
        if box is None:
            continue
        count("good", look.lungs.at_border > border)
        count("heat", (bundle.heat_in_lungs(pixels, look, bundle.classify(pixels, box)) or 1) < least)
        blank = blanked(bundle, pixels, look.mask)
        count("blanked", (bundle.heat_in_lungs(pixels, look, bundle.classify(blank, box)) or 1) < least)
        if look.lungs.at_border == 0:
            for side in SIDES:
                seen = bundle.look(cut(pixels, box, side)).lungs
                count(side, bundle.trusted_box(seen) is None or seen.at_border > border)
    rows = [("lungs-cut-off", "good films", "good")]
    rows += [("lungs-cut-off", f"{CUT:.0%} of the lungs cut off at the {side}; or read whole", side) for side in SIDES]
    rows += [("lungs-not-apart", "good films", "joined")]
    rows += [("heatmap-outside-lungs", "good films", "heat"), ("heatmap-outside-lungs", "lungs painted over", "blanked")]
    return [{"flag": f, "films": name, "count": counts[key][1], "raised": wilson(*counts[key])} for f, name, key in rows]


def cut(film: np.ndarray, box: Box, side: str) -> np.ndarray:
    """The film without what lies beyond a line through the lungs' box."""
    rows, columns = int(CUT * (box.y1 - box.y0)), int(CUT * (box.x1 - box.x0))
    return np.ascontiguousarray({
        "top": film[box.y0 + rows :], "bottom": film[: box.y1 - rows],
        "left": film[:, box.x0 + columns :], "right": film[:, : box.x1 - columns],
    }[side])


def blanked(bundle: Bundle, film: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """The film with a flat grey where its lungs were: an answer to it comes from elsewhere."""
    kept = np.logical_or.reduce(kept_components(mask, bundle.rule)).astype(np.uint8)
    rows = (np.arange(film.shape[0]) * mask.shape[0] // film.shape[0])[:, None]
    columns = (np.arange(film.shape[1]) * mask.shape[1] // film.shape[1])[None]
    lungs = kept[rows, columns] > 0
    film = film.copy()
    film[lungs] = np.uint8(np.median(film[lungs])) if lungs.any() else 0
    return film
