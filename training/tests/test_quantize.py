"""An int8 copy answers nearly as its bundle does, and says what it costs."""
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch
import yaml

from pacs_watch_training import tables
from pacs_watch_training.bundle import write_bundle
from pacs_watch_training.export import export_classifier, export_segmenter
from pacs_watch_training.finish_classifier import finish_classifier
from pacs_watch_training.manifest import read_grey
from pacs_watch_training.networks import FilmClassifier, LungUNet
from pacs_watch_training.pipeline import Bundle
from pacs_watch_training.recipe import ClassifierRecipe, load_recipe
from pacs_watch_training.reference import reference_film
from pacs_watch_training.selection import parts_of, read_pictures
from pacs_watch_training.splits import TRAIN
from test_card import CLASSIFIER, LUNGS, SMALL, drawn_data

pytest.importorskip("nncf", reason="pip install -e 'training[int8]'")
from pacs_watch_training import quantize as module  # noqa: E402
from pacs_watch_training.quantize import quantize  # noqa: E402


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path, dict]:
    root = tmp_path_factory.mktemp("int8")
    torch.manual_seed(0)
    folder, output, data = root / "bundle", root / "int8", drawn_data(root / "data")
    export_segmenter(LungUNet(None, 64, LUNGS.decoder_widths).eval(), LUNGS.exported_convention, 64, folder / "lungs.onnx")
    export_classifier(FilmClassifier(None, 64, 3).eval(), 64, folder / "classifier.onnx")
    write_bundle(folder, CLASSIFIER, LUNGS, temperature=1.3)
    (folder / "MODEL_CARD.md").write_text("# the card of FP32\n")
    return folder, output, data, quantize(folder, CLASSIFIER, data, output)


def test_the_copy_is_a_whole_bundle_with_a_version_of_its_own(made: tuple[Path, Path, Path, dict]) -> None:
    folder, output, _, figures = made
    manifest = yaml.safe_load((output / "bundle.yaml").read_text())
    assert manifest["version"] == f"{CLASSIFIER.version}+int8" and not (output / "metrics.json").exists()
    Bundle(output)  # refuses a file whose hash is another
    assert sum(p.stat().st_size for p in output.glob("*.onnx")) < 0.5 * sum(p.stat().st_size for p in folder.glob("*.onnx"))
    card = (output / "MODEL_CARD.md").read_text()
    assert tables.int8_table(figures) in card and card.endswith("# the card of FP32\n")


def test_a_bundle_is_not_quantized_twice(made: tuple[Path, Path, Path, dict], tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="int8 already"):
        quantize(made[1], CLASSIFIER, made[2], tmp_path)


def test_weights_are_eight_bits_wide_and_those_that_sum_over_channels_cannot_overflow(made: tuple[Path, Path, Path, dict]) -> None:
    graph = onnx.load(made[1] / "classifier.onnx").graph
    kernels = [onnx.numpy_helper.to_array(i) for i in graph.initializer if i.data_type == onnx.TensorProto.INT8 and len(i.dims) == 4]
    summing = [k for k in kernels if k.shape[1] > 1]
    assert len(kernels) > 45 and len(summing) > 30
    # Two products of 8 bits are summed in 16 on processors without VNNI: 7 bits cannot overflow.
    assert max(int(np.abs(k.astype(int)).max()) for k in summing) <= 64


def test_logits_are_still_the_head_applied_to_the_mean_feature_map(made: tuple[Path, Path, Path, dict]) -> None:
    bundle, film = Bundle(made[1], "openvino"), reference_film()
    reading = bundle.classify(film, None)
    by_head = bundle.head_weights @ reading.feature_map.mean(axis=(1, 2)) + bundle.head_bias
    assert np.abs(by_head - reading.logits).max() < 1e-3


def test_the_figures_are_of_pictures_that_no_range_was_taken_from(made: tuple[Path, Path, Path, dict]) -> None:
    folder, output, data, figures = made
    parts = parts_of(data, CLASSIFIER)
    films = [f for f in read_pictures(data, CLASSIFIER) if parts[f.group] != TRAIN]
    assert figures["films"] == len(films)
    for index, place in enumerate((folder, output)):
        bundle = Bundle(place, "openvino")
        right = [bundle.labels[int(bundle.read(read_grey(f.path)).probabilities.argmax())] == f.label for f in films]
        assert figures["accuracy"][index] == pytest.approx(np.mean(right))


@pytest.mark.parametrize(("loss", "verdict"), [(0.004, "is within"), (0.006, "is **not** within")])
def test_the_verdict_counts_every_share(loss: float, verdict: str) -> None:
    figures = {"films": 9, "accuracy": [0.8, 0.8], "balanced_accuracy": [0.8, 0.8 - loss], "agreement": 1.0,
               "probability_difference": 0.0, "megabytes": [4.0, 1.0], "keeps_its_accuracy": loss <= 0.005}
    assert verdict in tables.int8_table(figures)


@pytest.mark.parametrize("loss", [0.0, 0.006])
def test_a_recipe_ships_int8_only_where_it_keeps_its_accuracy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, loss: float) -> None:
    recipe = replace(load_recipe("chest-ct-covid", ClassifierRecipe), input=SMALL, held_out_sources=())
    output, work, data = tmp_path / "bundle", tmp_path / "work", drawn_data(tmp_path / "data")
    torch.manual_seed(0)
    export_classifier(FilmClassifier(None, 64, 2).eval(), 64, output / "classifier.onnx")
    f32 = (output / "classifier.onnx").read_bytes()
    monkeypatch.setattr(module, "compare", lambda *_: {
        "films": 3, "accuracy": [0.9, 0.9 - loss], "balanced_accuracy": [0.9, 0.9], "agreement": 1.0, "probability_difference": 0.0,
        "keeps_its_accuracy": loss <= module.TOLERANCE,
    })
    finish_classifier(recipe, None, data, work, output)
    figures, shipped = json.loads((output / "metrics.json").read_text()), (output / "classifier.onnx").read_bytes()
    assert (shipped != f32) == (loss == 0.0)
    assert figures["bundle"]["engine"] == ("openvino" if loss == 0.0 else "onnxruntime")
    assert f"This bundle is {'int8' if loss == 0.0 else 'FP32'}." in (output / "MODEL_CARD.md").read_text()
    Bundle(output)

    finish_classifier(recipe, None, data, work, output)
    assert (output / "classifier.onnx").read_bytes() == shipped
    assert json.loads((output / "metrics.json").read_text())["int8"]["ships"] == figures["int8"]["ships"]
