"""One training loop for both networks: AdamW, one cycle, averaged weights, bf16, a checkpoint after every epoch."""
from __future__ import annotations

import copy
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import nn
from torch.utils.data import DataLoader

Batch = list[torch.Tensor]
THREADS = 2


class AveragedWeights:
    """Exponential moving average of weights and BatchNorm statistics; short at the start, so the first steps fade."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.network = copy.deepcopy(network).eval()
        self.decay, self.steps = decay, 0

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for mean, new in zip(self.network.state_dict().values(), network.state_dict().values(), strict=True):
            if mean.dtype.is_floating_point:
                mean.lerp_(new, 1 - decay)
            else:
                mean.copy_(new)


def train(
    network: nn.Module,
    loader_of: Callable[[int], DataLoader],
    loss_of: Callable[[nn.Module, Batch], torch.Tensor],
    *,
    epochs: int,
    learning_rate: float,
    weight_decay: float,
    ema_decay: float,
    checkpoint: Path,
    fingerprint: str,
    after_epoch: Callable[[int, nn.Module], str] = lambda epoch, averaged: "",
) -> nn.Module:
    """Train and return the averaged network in eval mode.

    `loader_of(epoch)` gives the epoch's batches; all epochs have the same number. A run that was killed goes on at the
    epoch after its checkpoint, with the same draws; a finished one returns at once. A checkpoint of other settings or
    data (another `fingerprint`) is an error: silently going on from it would train neither recipe.
    """
    torch.set_num_threads(THREADS)
    network = network.to(memory_format=torch.channels_last)
    averaged = AveragedWeights(network, ema_decay)
    # Biases and BatchNorm weights are not decayed: shrinking them only slows the start.
    decayed = [p for p in network.parameters() if p.ndim > 1]
    other = [p for p in network.parameters() if p.ndim <= 1]
    optimizer = torch.optim.AdamW([{"params": decayed, "weight_decay": weight_decay}, {"params": other, "weight_decay": 0.0}])
    steps = epochs * len(loader_of(0))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, learning_rate, total_steps=steps, pct_start=0.2)
    first = 0
    if checkpoint.exists():
        state = torch.load(checkpoint, weights_only=True)
        if state["fingerprint"] != fingerprint:
            raise ValueError(f"{checkpoint.name} was made with other settings or data: remove it to train afresh")
        network.load_state_dict(state["network"])
        averaged.network.load_state_dict(state["averaged"])
        optimizer.load_state_dict(state["optimizer"])
        schedule.load_state_dict(state["schedule"])
        averaged.steps, first = state["steps"], state["epoch"] + 1
    for epoch in range(first, epochs):
        # Dropout's draws follow the epoch too, so a resumed run repeats an unbroken one.
        torch.manual_seed(epoch)
        network.train()
        started, total, count = time.monotonic(), 0.0, 0
        for batch in loader_of(epoch):
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(network, batch)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimizer.step()
            schedule.step()
            averaged.update(network)
            total, count = total + float(loss.detach()), count + 1
        note = after_epoch(epoch, averaged.network)
        print(f"epoch {epoch + 1}/{epochs} loss {total / count:.4f} {time.monotonic() - started:.0f} s {note}", flush=True)
        checkpoint.parent.mkdir(parents=True, exist_ok=True)
        state = {
            "network": network.state_dict(), "averaged": averaged.network.state_dict(), "steps": averaged.steps,
            "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch,
            "fingerprint": fingerprint,
        }
        torch.save(state, checkpoint.with_suffix(".part"))
        checkpoint.with_suffix(".part").replace(checkpoint)
    return averaged.network.eval()
