"""Xception, of timm: the maintained copy of the network whose weight files are in circulation."""
from __future__ import annotations

from pathlib import Path

from torch import nn

from .backbone import Backbone, Parts, load_weights
from .torchvision_networks import torchvision_models

NAMES = ("xception",)


def xception(weights: str | None, image_size: int) -> Parts:
    """`weights` is a path to a state dictionary as timm publishes it (`legacy_xception`), or None for random ones."""
    torchvision_models()  # timm imports torchvision, which may need the declarations made there
    import timm

    n = timm.create_model("legacy_xception", pretrained=False)
    if weights is not None:
        load_weights(n, Path(weights), ("fc.",))
    middle = [getattr(n, f"block{i}") for i in range(4, 12)]
    # Its blocks end in a pooling, so a stage's map is that after it.
    stages = [
        nn.Sequential(n.conv1, n.bn1, n.act1, n.conv2, n.bn2, n.act2), n.block1, n.block2, nn.Sequential(n.block3, *middle),
        nn.Sequential(n.block12, n.conv3, n.bn3, n.act3, n.conv4, n.bn4, n.act4),
    ]
    return Parts(Backbone(stages, image_size))
