"""Architectures of torchvision, taken apart into stages: ResNet, AlexNet, VGG-16, SqueezeNet, GoogLeNet, DenseNet-121.

torchvision is the reference for them, and its key names are those of the weight files that people have. timm lacks AlexNet,
SqueezeNet and GoogLeNet, so it serves for Xception alone.
"""
from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import torch
from torch import nn

from .backbone import Backbone, Parts, load_weights

NAMES = ("resnet18", "resnet34", "resnet50", "alexnet", "vgg16", "squeezenet1_1", "googlenet", "densenet121")
_declared: list[torch.library.Library] = []


def torchvision_models() -> ModuleType:
    """torchvision.models, also beside a PyTorch without CUDA.

    torchvision's file on PyPI links CUDA; beside a CPU PyTorch its compiled operators do not load and its import ends
    with `operator torchvision::nms does not exist`. The networks here use none of them, so the two that the import asks for
    are declared, without an implementation: calling one still fails.
    """
    try:
        import torchvision.models
    except RuntimeError as error:
        if "torchvision::" not in str(error) or _declared:
            raise
        for name in [name for name in sys.modules if name.partition(".")[0] == "torchvision"]:
            del sys.modules[name]
        _declared.append(torch.library.Library("torchvision", "FRAGMENT"))
        for operator in ("nms", "qnms"):
            _declared[0].define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")
        import torchvision.models
    return torchvision.models


def network_of(name: str, weights: str | None, image_size: int) -> Parts:
    """`weights` is a path to a state dictionary as torchvision publishes it, or None for random ones."""
    models = torchvision_models()
    others = {"aux_logits": False, "init_weights": True} if name == "googlenet" else {}
    network = getattr(models, name)(weights=None, **others)
    last = {"alexnet": ("classifier.6.",), "vgg16": ("classifier.6.",)}.get(name, ("fc.", "classifier."))
    if weights is not None:
        load_weights(network, Path(weights), last, ("aux",))
    return _parts(name, network, image_size)


def _parts(name: str, n: nn.Module, image_size: int) -> Parts:
    if name.startswith("resnet"):
        return _pooled([_row(n.conv1, n.bn1, n.relu), _row(n.maxpool, n.layer1), n.layer2, n.layer3, n.layer4], image_size)
    if name == "googlenet":
        return _pooled([
            n.conv1, _row(n.maxpool1, n.conv2, n.conv3), _row(n.maxpool2, n.inception3a, n.inception3b),
            _row(n.maxpool3, n.inception4a, n.inception4b, n.inception4c, n.inception4d, n.inception4e),
            _row(n.maxpool4, n.inception5a, n.inception5b),
        ], image_size)
    f = n.features
    if name == "densenet121":
        return _pooled([
            _row(f.conv0, f.norm0, f.relu0), _row(f.pool0, f.denseblock1), _row(f.transition1, f.denseblock2),
            _row(f.transition2, f.denseblock3), _row(f.transition3, f.denseblock4, f.norm5, nn.ReLU()),
        ], image_size)
    stages = _cut_at_pools(f)
    if name == "squeezenet1_1":
        # Its own last layer, a convolution before the pooling, is as good as a linear one after it.
        return _pooled(stages, image_size)
    return _flattened(n, stages, image_size)


def _row(*layers: nn.Module) -> nn.Sequential:
    return nn.Sequential(*layers)


def _pooled(stages: list[nn.Module], image_size: int) -> Parts:
    return Parts(Backbone(stages, image_size))


def _cut_at_pools(features: nn.Sequential) -> list[nn.Module]:
    """A stage begins with each max-pooling; a pooling at the very end is a stage of its own."""
    stages: list[list[nn.Module]] = [[]]
    for layer in features:
        if isinstance(layer, nn.MaxPool2d):
            stages.append([])
        stages[-1].append(layer)
    return [_row(*layers) for layers in stages]


def _flattened(n: nn.Module, stages: list[nn.Module], image_size: int) -> Parts:
    """AlexNet and VGG-16: their fully connected layers read the whole map, so the head is no pooled linear one.

    At another size than 224 the map has another side, and the first of these layers starts anew.
    """
    backbone = Backbone(stages, image_size)
    layers = list(n.classifier)[:-1]
    first = next(i for i, layer in enumerate(layers) if isinstance(layer, nn.Linear))
    inputs = backbone.channels * backbone.side**2
    if inputs != layers[first].in_features:
        layers[first] = nn.Linear(inputs, layers[first].out_features)
    width = [layer for layer in layers if isinstance(layer, nn.Linear)][-1].out_features
    return Parts(backbone, nn.Sequential(nn.Flatten(), *layers), width)
