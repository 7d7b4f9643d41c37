"""Every network by name: shapes, exported files, weights from a file. Small films and random weights."""
import importlib.util
from pathlib import Path

import numpy as np
import pytest
import torch

from pacs_watch_training.architectures import NAMES, PACKAGED, architecture
from pacs_watch_training.export import export_classifier, export_segmenter
from pacs_watch_training.lite import NAMES as LITE
from pacs_watch_training.networks import CONVENTIONS, FilmClassifier, LungUNet
from pacs_watch_training.runtime import Network

HAS_OTHERS = importlib.util.find_spec("torchvision") is not None and importlib.util.find_spec("timm") is not None
FLATTENED = {"alexnet", "vgg16"}
SIZE = 80


def named(*names: str) -> list:
    reason = "pip install -e 'training[architectures]'"
    return [pytest.param(n, marks=pytest.mark.skipif(n not in LITE and not HAS_OTHERS, reason=reason)) for n in names]


@pytest.mark.parametrize("name", named(*NAMES))
def test_logits_come_from_the_feature_map(name: str) -> None:
    network = FilmClassifier(None, SIZE, 4, network=name).eval()
    with torch.no_grad():
        logits, feature_map = network(torch.randn(2, 3, SIZE, SIZE))
        assert logits.shape == (2, 4)
        assert feature_map.shape == (2, network.backbone.channels, network.backbone.side, network.backbone.side)
        assert network.is_pooled == (name not in FLATTENED)
        if network.is_pooled:
            by_hand = feature_map.mean(dim=(2, 3)) @ network.head.weight.T + network.head.bias
            assert torch.allclose(by_hand, logits, atol=1e-5)
    counted = sum(p.numel() for p in network.layers()) + sum(p.numel() for p in network.fresh())
    assert counted == sum(p.numel() for p in network.parameters())


@pytest.mark.parametrize("name", named(*(n for n in NAMES if n != "vgg16")))
def test_any_network_serves_as_encoder_of_a_u_net(name: str) -> None:
    network = LungUNet(None, SIZE, (16, 12, 8, 8, 8), name).eval()
    with torch.no_grad():
        assert network(torch.zeros(1, 3, SIZE, SIZE)).shape == (1, 2, SIZE, SIZE)


@pytest.mark.parametrize("name", named("efficientnet-lite1", "resnet18", "alexnet", "squeezenet1_1", "xception"))
def test_exported_files_compute_the_same(name: str, tmp_path: Path) -> None:
    torch.manual_seed(3)
    network = FilmClassifier(None, SIZE, 3, network=name).eval()
    assert export_classifier(network, SIZE, tmp_path / "classifier.onnx") < 1e-4
    assert (tmp_path / "head_weights.npy").exists() == network.is_pooled
    if network.is_pooled:
        film = np.random.default_rng(0).normal(0, 1, (1, 3, SIZE, SIZE)).astype(np.float32)
        out = Network(tmp_path / "classifier.onnx", "openvino").run(film)
        head, bias = np.load(tmp_path / "head_weights.npy"), np.load(tmp_path / "head_bias.npy")
        assert np.allclose(head @ out["feature_map"][0].mean(axis=(1, 2)) + bias, out["logits"][0], atol=1e-4)


@pytest.mark.parametrize("name", named("resnet34"))
def test_a_u_net_with_another_encoder_is_exported(name: str, tmp_path: Path) -> None:
    network = LungUNet(None, 64, (16, 12, 8, 8), name).eval()
    assert export_segmenter(network, CONVENTIONS[0], 64, tmp_path / "lungs.onnx") < 1e-4


@pytest.mark.parametrize("name", named("resnet18", "googlenet", "alexnet"))
def test_weights_of_a_file_are_taken_and_half_a_file_is_refused(name: str, tmp_path: Path) -> None:
    from pacs_watch_training.torchvision_networks import torchvision_models

    published = getattr(torchvision_models(), name)(weights=None, **({"aux_logits": True, "init_weights": False} if name == "googlenet" else {}))
    state = published.state_dict()
    torch.save(state, tmp_path / "weights.pth")
    backbone = architecture(name, str(tmp_path / "weights.pth"), 224).backbone
    kept = {tuple(v.shape): v for v in state.values() if v.ndim == 4}
    first = next(p for p in backbone.parameters() if p.ndim == 4)
    assert torch.equal(first, next(iter(kept.values())))
    torch.save(dict(list(state.items())[:9]), tmp_path / "half.pth")
    with pytest.raises(ValueError, match="keys are missing"):
        architecture(name, str(tmp_path / "half.pth"), 224)


def test_lite_takes_the_weights_of_the_registry_and_others_say_that_there_are_none() -> None:
    network = FilmClassifier(PACKAGED, 64, 2)
    stem = network.backbone.stages[0][0].weight
    assert not torch.equal(stem, FilmClassifier(None, 64, 2).backbone.stages[0][0].weight)
    with pytest.raises(ValueError, match="no package registry"):
        architecture("resnet50", PACKAGED, 64)
    with pytest.raises(ValueError, match="unknown network"):
        architecture("resnet51", None, 64)
