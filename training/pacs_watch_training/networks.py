"""The two networks of a bundle."""
from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import nn

from .architectures import architecture

# One output per way of drawing a lung; the order is that of the output channels in training.
CONVENTIONS = ("retrocardiac lung included", "heart excluded")
LITE0 = "efficientnet-lite0"


def _block(inputs: int, outputs: int) -> nn.Sequential:
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, 3, padding=1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(inplace=True)
    )


class LungUNet(nn.Module):
    """U-Net on any encoder by name: [N,3,S,S] -> logits [N,2,S,S], one channel a convention.

    The decoder stops at the encoder's largest map and the logits are enlarged from there: a lung's border needs no more.
    `widths` are the decoder's channels from deep to shallow.
    """

    def __init__(self, weights: str | None, image_size: int, widths: tuple[int, ...], encoder: str = LITE0) -> None:
        super().__init__()
        self.encoder = architecture(encoder, weights, image_size).backbone
        if encoder.startswith("efficientnet-lite"):
            # The 1x1 convolution to 1280 channels serves classification only.
            del self.encoder.stages[-1], self.encoder.sizes[-1]
        joined = [self.encoder.sizes[i] for i in self.encoder.joined()]
        channels = [count for count, _ in joined]
        # Fixed sizes, so that the exported graph computes none.
        self.sides = [side for _, side in reversed(joined[:-1])]
        self.side = image_size
        if len(widths) < len(channels) - 1:
            raise ValueError(f"{encoder} has {len(channels)} maps: decoder_widths must name {len(channels) - 1}")
        below = channels[-1]
        self.decoder = nn.ModuleList()
        for skip, width in zip(reversed(channels[:-1]), widths, strict=False):
            self.decoder.append(_block(below + skip, width))
            below = width
        self.head = nn.Conv2d(below, len(CONVENTIONS), 1)

    def decoded(self, maps: list[torch.Tensor]) -> torch.Tensor:
        x = maps[-1]
        for block, skip, side in zip(self.decoder, reversed(maps[:-1]), self.sides, strict=True):
            x = block(torch.cat([F.interpolate(x, size=(side, side), mode="nearest"), skip], dim=1))
        return F.interpolate(self.head(x), size=(self.side, self.side), mode="bilinear", align_corners=False)

    def forward(self, film: torch.Tensor) -> torch.Tensor:
        return self.decoded(self.encoder.maps(film))


class ExportedSegmenter(nn.Module):
    """What ships: `film` [N,3,S,S] -> `mask` [N,1,S,S], the probability of lung in one convention, and `feature_map`
    [N,320,S/32,S/32], the encoder's deepest layer, by which a film is compared with the training films."""

    def __init__(self, network: LungUNet, convention: str) -> None:
        super().__init__()
        self.network = network
        self.channel = CONVENTIONS.index(convention)

    def forward(self, film: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        maps = self.network.encoder.maps(film)
        return torch.sigmoid(self.network.decoded(maps)[:, self.channel : self.channel + 1]), maps[-1]


class FilmClassifier(nn.Module):
    """`film` [N,3,S,S] -> `logits` [N,K], `feature_map` [N,C,s,s].

    Where the head is pooled: global average pooling, then one linear layer, so logits = W mean(feature_map) + b, and Grad-CAM
    needs no gradients (the gradient of logit k by the map is W[k] / (h w) everywhere). AlexNet and VGG-16 keep their fully
    connected layers; their bundles name Score-CAM. Dropout acts in training only.
    """

    def __init__(
        self, weights: str | None, image_size: int, classes: int, dropout: float = 0.0, drop_connect: float = 0.0, network: str = LITE0,
        frozen_stages: int = 0,
    ) -> None:
        super().__init__()
        parts = architecture(network, weights, image_size, drop_connect)
        self.backbone, self.between = parts.backbone, parts.head
        self.backbone.frozen = frozen_stages
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Linear(parts.head_width or parts.backbone.channels, classes)

    @property
    def is_pooled(self) -> bool:
        return self.between is None

    def forward(self, film: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        feature_map = self.backbone(film)
        pooled = feature_map.mean(dim=(2, 3)) if self.between is None else self.between(feature_map)
        return self.head(self.dropout(pooled)), feature_map

    def fresh(self) -> list[nn.Parameter]:
        """Parameters that start at random even with pretrained weights."""
        return list(self.head.parameters())

    def layers(self) -> list[nn.Parameter]:
        """All others that may learn, from the picture to the head."""
        kept = [*self.head.parameters(), *self.backbone.stages[: self.backbone.frozen].parameters()]
        return [p for p in self.parameters() if all(p is not q for q in kept)]
