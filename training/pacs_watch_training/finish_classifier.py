"""What follows the weights of a bundle that only classifies: temperature, bundle.yaml, metrics.json, the card."""
from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import torch

from .bundle import member_files, write_bundle
from .card import CARDS
from .ensemble import fit_shared_temperature
from .measure import measure, members_logits
from .measured_tables import report
from .pipeline import Bundle
from .plan import best_epoch
from .readable_json import readable_json, rounded
from .quantize import adopt
from .recipe import ClassifierRecipe, SegmenterRecipe
from .runtime import OF_INT8, engine_of
from .selection import parts_of, read_pictures
from .splits import CALIBRATION


def finish_classifier(classifier: ClassifierRecipe, segmenter: SegmenterRecipe | None, data: Path, work: Path, output: Path) -> None:
    """The temperature comes from the validation part, the figures from the test part and the sources never trained on. Of networks
    whose checkpoints are gone, what metrics.json said of their training stays."""
    path = output / "metrics.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    write_bundle(output, classifier, segmenter, temperature=1.0)
    first = output / member_files(classifier)[0]
    int8 = before.get("int8") if engine_of(first) == OF_INT8 else None
    if classifier.int8 and engine_of(first) != OF_INT8:
        int8 = adopt(output, classifier, data, work)
        write_bundle(output, classifier, segmenter, temperature=1.0)
    engine = engine_of(first)
    bundle, parts = Bundle(output, engine), parts_of(data, classifier)
    validation = [f for f in read_pictures(data, classifier) if parts[f.group] == CALIBRATION]
    labels = np.array([bundle.labels.index(f.label) for f in validation])
    write_bundle(output, classifier, segmenter, fit_shared_temperature(members_logits(bundle, validation), labels))
    figures = measure(output, data, classifier, engine)
    trained = trained_with(classifier, work)
    figures["trained_with"] = trained if any(m["epochs"] for m in trained["members"]) else before.get("trained_with", trained)
    figures["trials"] = [json.loads(p.read_text()) for p in sorted(work.glob("trial-*.json"))] or before.get("trials", [])
    figures["int8"] = int8
    path.write_text(readable_json(rounded(figures)) + "\n", encoding="utf-8")
    write_classifier_card(output)


def trained_with(classifier: ClassifierRecipe, work: Path) -> dict[str, Any]:
    """How long each network was trained and which epoch ships, from the checkpoints."""
    names = [classifier.name] if classifier.members == 1 else [f"{classifier.name}-{i + 1}" for i in range(classifier.members)]
    rows = []
    for name in names:
        path = work / f"{name}.pt"
        history = torch.load(path, weights_only=True)["history"] if path.exists() else []
        kept = (best_epoch(history) if classifier.keep != "last" else len(history) - 1) + 1 if history else None
        rows.append({"epochs": len(history) or None, "kept": kept})
    return {
        "torch": torch.__version__, "seed": classifier.seed, "network": classifier.network,
        "epochs_of_recipe": classifier.epochs, "members": rows,
    }


def write_classifier_card(folder: Path) -> None:
    """Fill cards/NAME.md. An unknown or forgotten {{name}} is an error."""
    figures = json.loads((folder / "metrics.json").read_text(encoding="utf-8"))
    template = (CARDS / f"{figures['bundle']['name']}.md").read_text(encoding="utf-8")
    values = report(figures)
    text = re.sub(r"\{\{(\w+)\}\}", lambda match: values[match.group(1)], template)
    (folder / "MODEL_CARD.md").write_text(text, encoding="utf-8")
