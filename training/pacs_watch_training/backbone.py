"""What every architecture is made into: stages from film to feature map, and perhaps a head that is not pooled."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn


class Backbone(nn.Module):
    """Stages in a row: [N,3,S,S] -> feature map [N,C,s,s]. `channels` is C, `side` is s.

    `maps` gives the last map of each size, large to small: what a U-Net's decoder joins. Sizes are measured once, on an
    empty film, so that any network will do whatever its strides and padding.

    The first `frozen` stages stay as they were pretrained, weights and BatchNorm statistics: they compute without gradients
    and as at inference also in training.
    """

    def __init__(self, stages: Iterable[nn.Module], image_size: int) -> None:
        super().__init__()
        self.frozen = 0
        self.stages = nn.ModuleList(stages)
        self.sizes: list[tuple[int, int]] = []
        was_training = self.training
        self.eval()
        with torch.no_grad():
            x = torch.zeros(1, 3, image_size, image_size)
            for stage in self.stages:
                x = stage(x)
                self.sizes.append((x.shape[1], x.shape[2]))
        self.train(was_training)
        self.channels, self.side = self.sizes[-1]

    def forward(self, film: torch.Tensor) -> torch.Tensor:
        for stage in self.stages[: self.frozen]:
            with torch.no_grad():
                film = stage(film)
        for stage in self.stages[self.frozen :]:
            film = stage(film)
        return film

    def train(self, mode: bool = True) -> "Backbone":
        super().train(mode)
        for stage in self.stages[: self.frozen]:
            stage.eval()
        return self

    def joined(self) -> list[int]:
        """Indices of the stages whose maps a decoder joins: the last of each size."""
        sides = [side for _, side in self.sizes]
        return [i for i, side in enumerate(sides) if i + 1 == len(sides) or sides[i + 1] != side]

    def maps(self, film: torch.Tensor) -> list[torch.Tensor]:
        wanted, found = set(self.joined()), []
        for index, stage in enumerate(self.stages):
            film = stage(film)
            if index in wanted:
                found.append(film)
        return found


@dataclass(frozen=True)
class Parts:
    """A network taken apart. `head` takes the flattened feature map and gives `head_width` values before the last layer;
    None where the network pools the map over its whole size and one linear layer follows, as Grad-CAM without gradients
    needs."""

    backbone: Backbone
    head: nn.Module | None = None
    head_width: int = 0


def load_weights(network: nn.Module, path: Path, classifier: tuple[str, ...], unused: tuple[str, ...] = ()) -> None:
    """Load a state dictionary of pretrained weights into a network of the publisher's own layout.

    The keys under `classifier` (ImageNet's last layer, replaced anyway) and `unused` (auxiliary outputs) are left out of
    both sides; every other key must match in name and shape, since a network loaded by half trains without a word.
    """
    state = torch.load(path, map_location="cpu", weights_only=True)
    left_out = classifier + unused
    state = {key: value for key, value in state.items() if not key.startswith(left_out)}
    missing, unexpected = network.load_state_dict(state, strict=False)
    missing = [key for key in missing if not key.startswith(left_out) and not key.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise ValueError(
            f"{path.name} does not hold this network's weights: {len(missing)} keys are missing, the first of them "
            f"{missing[:2]}, and {len(unexpected)} are strange, such as {unexpected[:2]}"
        )
