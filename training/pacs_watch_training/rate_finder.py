"""Learning-rate finder: a short run with a rate that grows from step to step. Source: Smith, Cyclical Learning Rates, 2017."""
from __future__ import annotations

import copy
import csv
import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import torch
from torch import nn
from torch.utils.data import DataLoader
from tqdm import tqdm

from .curves import panel
from .loop import Batch, step, use_threads
from .plan import Plan, cycle

LOWEST, HIGHEST, SMOOTHING = 1e-6, 1.0, 0.9


@dataclass(frozen=True)
class RateCurve:
    """Smoothed loss against rate. `steepest` is where the loss falls fastest, a usual choice for the peak of one cycle."""

    rates: list[float]
    losses: list[float]
    steepest: float

    def write(self, path: Path) -> None:
        """PATH.png, the rate as its logarithm, and PATH.csv."""
        with open(path.with_suffix(".csv"), "w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([["rate", "loss"], *zip(self.rates, self.losses, strict=True)])
        cv2.imwrite(str(path.with_suffix(".png")), panel([math.log10(r) for r in self.rates], {"loss": self.losses}, "log10 rate"))


def find_rate(
    network: nn.Module, loader_of: Callable[[int], DataLoader], loss_of: Callable[[nn.Module, Batch], torch.Tensor], plan: Plan, steps: int = 100
) -> RateCurve:
    """Rates from LOWEST to HIGHEST in equal ratios, stopped where the loss exceeds four times its least. The network given is
    left as it was; discriminative factors of the plan apply."""
    use_threads()
    network = copy.deepcopy(network).to(memory_format=torch.channels_last).train()
    optimizer, _ = cycle(network, plan, plan.phases()[-1], steps)
    shares = [group["max_lr"] / plan.learning_rate for group in optimizer.param_groups]
    torch.manual_seed(0)
    batches, rates, losses, mean = _endless(loader_of), [], [], 0.0
    for i in tqdm(range(steps), "rates", leave=False, disable=None):
        rate = LOWEST * (HIGHEST / LOWEST) ** (i / (steps - 1))
        for group, share in zip(optimizer.param_groups, shares, strict=True):
            group["lr"] = rate * share
        mean = SMOOTHING * mean + (1 - SMOOTHING) * step(network, next(batches), loss_of, optimizer)
        rates.append(rate)
        losses.append(mean / (1 - SMOOTHING ** (i + 1)))
        if not math.isfinite(losses[-1]) or losses[-1] > 4 * min(losses):
            break
    if len(losses) < 3:
        raise ValueError("the loss explodes at the lowest rate")
    usable = [loss for loss in losses if math.isfinite(loss)]
    # The first values average over too few steps to have a slope.
    settled = min(steps // 5, len(usable) - 2)
    return RateCurve(rates, losses, rates[settled + int(np.argmin(np.gradient(usable[settled:])))])


def _endless(loader_of: Callable[[int], DataLoader]) -> Iterator[Batch]:
    epoch = 0
    while True:
        yield from loader_of(epoch)
        epoch += 1
