"""Puts what the benchmarks measured last into docs/performance.md, between the marks that name them, and draws the plots.

    python report.py
"""
from __future__ import annotations

import json
import re

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot
from matplotlib.axes import Axes

from common import PROJECT, RESULTS, markdown, median

PAGE, PLOT = PROJECT / "docs/performance.md", PROJECT / "docs/images/performance.svg"
ALTERNATIVE = "films a second, decoding beside the fastest peer, cost as the store grows"
#: Colours that differ also without colour vision (Okabe and Ito).
COLOURS = ("#999999", "#56b4e9", "#0072b2", "#e69f00", "#d55e00", "#009e73", "#cc79a7")


def draw_bulk(axes: Axes, measured: dict[str, dict[str, list[float]]], films: int) -> None:
    """Films a second, bars in groups by the kind of film."""
    contenders = list(next(iter(measured.values())))
    for index, name in enumerate(contenders):
        rates = [films / median(of[name]) for of in measured.values()]
        axes.bar([at + (index - len(contenders) / 2) * 0.13 for at in range(len(rates))], rates, 0.13,
                 color=COLOURS[index], label=name)
    axes.set_xticks(range(len(measured)), list(measured))
    axes.set_ylabel("films / s")
    axes.set_title("whole job", loc="left")
    axes.legend(fontsize=7)


def draw_decode(axes: Axes, measured: dict[str, dict[str, list[float]]]) -> None:
    """The best peer's time as a multiple of ours, a bar a transfer syntax."""
    ratios = {syntax: min(median(times) for name, times in of.items() if name != "pacs-watch") / median(of["pacs-watch"])
              for syntax, of in measured.items()}
    axes.barh(list(ratios)[::-1], list(ratios.values())[::-1], color=COLOURS[2])
    axes.axvline(1, color="black", linewidth=0.8)
    axes.set_xlabel("time of the fastest peer / ours")
    axes.set_title("decode, grey values, PNG", loc="left")


def draw_growth(axes: Axes, measured: dict[str, dict[str, float]]) -> None:
    """Cost over the number of studies, both logarithmic."""
    sizes = [int(size) for size in measured]
    lines = {"insert a study": ("single_ms_a_study", 1, False), "show a study": ("show_s", 1000, False),
             "list the last 1,000": ("list_last_1000_s", 1000, False), "list all, a study": ("list_s", 1000, True),
             "export all, a study": ("export_s", 1000, True), "verify, a study": ("verify_s", 1000, True)}
    for index, (name, (key, scale, is_share)) in enumerate(lines.items()):
        values = [scale * of[key] / (size if is_share else 1) for size, of in zip(sizes, measured.values())]
        axes.loglog(sizes, values, marker="o", markersize=3, color=COLOURS[index], label=name)
    axes.set_xlabel("studies in the store")
    axes.set_ylabel("ms")
    axes.set_title("as the store grows", loc="left")
    axes.legend(fontsize=7)


def main() -> None:
    results = {path.stem: json.loads(path.read_text()) for path in RESULTS.glob("*.json")}
    page = PAGE.read_text()
    for name, content in results.items():
        block = re.compile(rf"(<!-- begin {name} -->\n).*?(<!-- end {name} -->)", re.DOTALL)
        if not block.search(page):
            raise SystemExit(f"{PAGE} has no place for {name}")
        page = block.sub(lambda marks: f"{marks[1]}{markdown(content)}\n{marks[2]}", page)
    drawn = [name for name in ("bulk", "decode", "growth") if name in results]
    if not drawn:
        raise SystemExit("nothing was measured yet")
    # The same figures give the same file: no date in it, no random names.
    pyplot.rcParams.update({"svg.hashsalt": "pacs-watch", "svg.fonttype": "none", "font.size": 9})
    figure, axes = pyplot.subplots(1, len(drawn), figsize=(5.2 * len(drawn), 4), layout="constrained", squeeze=False)
    for name, place in zip(drawn, axes[0]):
        measured = results[name]["measured"]
        if name == "bulk":
            draw_bulk(place, measured["seconds"], measured["films"])
        elif name == "decode":
            draw_decode(place, measured)
        else:
            draw_growth(place, measured)
    PLOT.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(PLOT, metadata={"Date": None})
    picture = f"![{ALTERNATIVE}](images/{PLOT.name})\n"
    PAGE.write_text(page if picture in page else page.replace("\n## ", f"\n{picture}\n## ", 1))
    print(f"{PAGE.relative_to(PROJECT)} and {PLOT.relative_to(PROJECT)} are up to date with {', '.join(sorted(results))}")


if __name__ == "__main__":
    main()
