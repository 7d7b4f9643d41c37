"""MODEL_CARD.md: prose from cards/NAME.md, figures from metrics.json, so that the two cannot drift apart."""
from __future__ import annotations

import json
import re
from pathlib import Path

import yaml

from . import tables

CARDS = Path(__file__).resolve().parent.parent / "cards"


def epochs(trained: dict[str, int | None]) -> str:
    """How long the classifier was trained. A run that stopped early must say so."""
    done, wanted = trained["epochs"], trained["epochs_of_recipe"]
    if done is None:
        return "an unknown number of epochs"
    return f"all {wanted} epochs of its recipe" if done == wanted else f"{done} of the {wanted} epochs of its recipe: the run was cut short"


def write_card(folder: Path) -> None:
    """Fill the template of the bundle in `folder`. An unknown or forgotten {{name}} is an error."""
    figures = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    manifest = yaml.safe_load((folder / "bundle.yaml").read_text(encoding="utf-8"))
    values = tables.report(figures) | {
        "version": manifest["version"],
        "minimum_confidence": str(manifest["segmenter"]["minimum_confidence"]),
        "distance_limit": str(manifest["abstain"]["distance"]["limit"]),
        "display_limit": str(manifest["abstain"]["display"]["minimum_probability"]),
        "probability_limit": str(manifest["abstain"]["minimum_probability"]),
        "heat_limit": str(manifest["flags"]["minimum_heatmap_in_lungs"]),
        "epochs": epochs(figures["trained_with"]),
        "seed": str(figures["trained_with"]["seed"]),
    }
    template = (CARDS / f"{manifest['name']}.md").read_text(encoding="utf-8")
    text = re.sub(r"\{\{(\w+)\}\}", lambda match: values[match.group(1)], template)
    (folder / manifest["card"]).write_text(text, encoding="utf-8")
