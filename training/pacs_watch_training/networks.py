"""The two networks of a bundle."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .backbone import HEAD_CHANNELS, SKIPS, lite0

# One output per way of drawing a lung; the order is that of the output channels in training.
CONVENTIONS = ("retrocardiac lung included", "heart excluded")


def _block(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class LungUNet(nn.Module):
    """U-Net on EfficientNet-Lite0: [N,3,S,S] -> logits [N,2,S,S], one channel a convention.

    The decoder stops at half the input's size and the logits are enlarged from there: a lung's border needs no more.
    """

    def __init__(self, weights: str | None, image_size: int, widths: tuple[int, ...]) -> None:
        super().__init__()
        self.encoder = lite0(weights, image_size)
        self.encoder._conv_head = nn.Identity()
        self.encoder._bn1 = nn.Identity()
        channels = [c for _, c in SKIPS]
        below = channels[-1]
        self.decoder = nn.ModuleList()
        for skip, width in zip(reversed(channels[:-1]), widths, strict=True):
            self.decoder.append(_block(below + skip, width))
            below = width
        self.head = nn.Conv2d(below, len(CONVENTIONS), 1)

    def encoded(self, film: torch.Tensor) -> list[torch.Tensor]:
        """The encoder's maps at the strides of SKIPS, the deepest last."""
        encoder = self.encoder
        x = encoder._swish(encoder._bn0(encoder._conv_stem(film)))
        maps, wanted = [], {index for index, _ in SKIPS}
        for index, block in enumerate(encoder._blocks):
            x = block(x)
            if index in wanted:
                maps.append(x)
        return maps

    def decoded(self, maps: list[torch.Tensor]) -> torch.Tensor:
        x = maps[-1]
        for block, skip in zip(self.decoder, reversed(maps[:-1]), strict=True):
            x = block(torch.cat([F.interpolate(x, scale_factor=2.0, mode="nearest"), skip], dim=1))
        return F.interpolate(self.head(x), scale_factor=2.0, mode="bilinear", align_corners=False)

    def forward(self, film: torch.Tensor) -> torch.Tensor:
        return self.decoded(self.encoded(film))


class ExportedSegmenter(nn.Module):
    """What ships: `film` [N,3,S,S] -> `mask` [N,1,S,S], the probability of lung in one convention, and `feature_map`
    [N,320,S/32,S/32], the encoder's deepest layer, by which a film is compared with the training films."""

    def __init__(self, network: LungUNet, convention: str) -> None:
        super().__init__()
        self.network = network
        self.channel = CONVENTIONS.index(convention)

    def forward(self, film: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        maps = self.network.encoded(film)
        return torch.sigmoid(self.network.decoded(maps)[:, self.channel : self.channel + 1]), maps[-1]


class FilmClassifier(nn.Module):
    """`film` [N,3,S,S] -> `logits` [N,K], `feature_map` [N,1280,S/32,S/32].

    Global average pooling, then one linear layer: so logits = W mean(feature_map) + b, and Grad-CAM needs no gradients
    (the gradient of logit k by the map is W[k] / (h w) everywhere). Dropout acts in training only.
    """

    def __init__(self, weights: str | None, image_size: int, classes: int, dropout: float = 0.0, drop_connect: float = 0.0) -> None:
        super().__init__()
        self.backbone = lite0(weights, image_size, drop_connect)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(HEAD_CHANNELS, classes)

    def forward(self, film: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        feature_map = self.backbone.extract_features(film)
        return self.head(self.dropout(feature_map.mean(dim=(2, 3)))), feature_map
