"""How long, how fast and in which order a network's layers are trained."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import torch
from torch import nn


@dataclass(frozen=True)
class Plan:
    """One cycle (Smith 2018) over all epochs; with `frozen_epochs` a first cycle for the new layer alone, then one for all.

    In the second the backbone's later half learns at `backbone_rate` times the rate, its earlier half at the square of it:
    what ImageNet taught of edges needs the least change. `keep` and `patience` go by the score named f1.
    """

    epochs: int
    learning_rate: float
    weight_decay: float
    ema_decay: float
    frozen_epochs: int = 0
    backbone_rate: float = 1.0
    keep: str = "last"
    patience: int = 0

    def phases(self) -> list[range]:
        """The epochs of each cycle."""
        return [phase for phase in (range(0, self.frozen_epochs), range(self.frozen_epochs, self.epochs)) if phase]

    def phase_of(self, epoch: int) -> range:
        return next(phase for phase in self.phases() if epoch in phase)


def cycle(network: nn.Module, plan: Plan, phase: range, steps_per_epoch: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    """AdamW and the one-cycle schedule of a phase. Sets which parameters learn at all."""
    frozen = phase.start < plan.frozen_epochs
    groups = []
    for parameters, rate in _layers(network, plan.backbone_rate):
        learns = not frozen or rate is None
        for parameter in parameters:
            parameter.requires_grad_(learns)
        if learns:
            peak = plan.learning_rate * (1.0 if rate is None else rate)
            # Biases and BatchNorm weights are not decayed: shrinking them only slows the start.
            groups.append({"params": [p for p in parameters if p.ndim > 1], "lr": peak, "weight_decay": plan.weight_decay})
            groups.append({"params": [p for p in parameters if p.ndim <= 1], "lr": peak, "weight_decay": 0.0})
    groups = [group for group in groups if group["params"]]
    optimizer = torch.optim.AdamW(groups)
    # The rise needs two steps at least, or PyTorch divides by its length of none.
    steps = max(4, len(phase) * steps_per_epoch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [group["lr"] for group in groups], total_steps=steps, pct_start=max(0.2, 2 / steps)
    )
    return optimizer, schedule


def _layers(network: nn.Module, backbone_rate: float) -> Iterator[tuple[list[nn.Parameter], float | None]]:
    """Parameters with the factor on their learning rate; None marks the new layer. A network that names no layers is all new."""
    if not hasattr(network, "layers"):
        yield list(network.parameters()), None
        return
    old = network.layers()
    yield old[: len(old) // 2], backbone_rate**2
    yield old[len(old) // 2 :], backbone_rate
    yield network.fresh(), None


def best_epoch(history: list[dict[str, float]]) -> int:
    """The epoch of best F1, the first of equals."""
    return max(range(len(history)), key=lambda i: (history[i]["f1"], -i))


def is_over(history: list[dict[str, float]], plan: Plan) -> bool:
    """Whether all epochs are done, or `patience` of them went by without a better F1. The frozen ones do not count."""
    if len(history) >= plan.epochs:
        return True
    if not plan.patience or len(history) <= plan.frozen_epochs:
        return False
    return len(history) - 1 - max(best_epoch(history), plan.frozen_epochs) >= plan.patience
