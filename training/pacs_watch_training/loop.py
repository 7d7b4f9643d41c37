"""One training loop for both networks: AdamW, one cycle, averaged weights, bf16, a checkpoint after every epoch."""
from __future__ import annotations

import copy
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import torch
from torch import nn
from torch.utils.data import DataLoader
from tqdm import tqdm

from .curves import write_curves
from .plan import Plan, best_epoch, cycle, is_over

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


def use_threads() -> None:
    """As many as the caller asks for by the usual variable, else two: more gain little on films this small."""
    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", THREADS)))


def step(network: nn.Module, batch: Batch, loss_of: Callable[[nn.Module, Batch], torch.Tensor], optimizer: torch.optim.Optimizer) -> float:
    """One step, its gradient clipped; the loss before it. In bf16 where the processor computes it: elsewhere it is emulated and
    takes twice the time of float32."""
    with torch.autocast("cpu", torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported()):
        loss = loss_of(network, batch)
    optimizer.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(network.parameters(), 5.0)
    optimizer.step()
    return float(loss.detach())


def train(
    network: nn.Module,
    loader_of: Callable[[int], DataLoader],
    loss_of: Callable[[nn.Module, Batch], torch.Tensor],
    plan: Plan,
    *,
    checkpoint: Path,
    fingerprint: str,
    scores_of: Callable[[nn.Module], dict[str, float]] = lambda averaged: {},
) -> nn.Module:
    """Train and return the averaged network, in eval mode, of the epoch that the plan keeps.

    `loader_of(epoch)` gives the epoch's batches; all epochs have the same number. A run that was killed goes on at the
    epoch after its checkpoint, with the same draws; a finished one returns at once. A checkpoint of other settings or
    data (another `fingerprint`) is an error: silently going on from it would train neither recipe. Beside the checkpoint
    lie the loss curves, as a picture and as CSV.
    """
    use_threads()
    network = network.to(memory_format=torch.channels_last)
    averaged, state = AveragedWeights(network, plan.ema_decay), _opened(checkpoint, fingerprint)
    history: list[dict[str, float]] = []
    if state:
        network.load_state_dict(state["network"])
        averaged.network.load_state_dict(state["averaged"])
        averaged.steps, history = state["steps"], state["history"]
    best = state.get("best")
    phase, optimizer, schedule = range(0), None, None
    while not is_over(history, plan):
        epoch = len(history)
        if epoch not in phase:
            phase = plan.phase_of(epoch)
            optimizer, schedule = cycle(network, plan, phase, len(loader_of(epoch)))
            if epoch > phase.start:
                optimizer.load_state_dict(state["optimizer"])
                schedule.load_state_dict(state["schedule"])
        # Dropout's draws follow the epoch too, so a resumed run repeats an unbroken one.
        torch.manual_seed(epoch)
        network.train()
        started, losses = time.monotonic(), []
        for batch in tqdm(loader_of(epoch), f"epoch {epoch + 1}/{plan.epochs}", leave=False, disable=None):
            losses.append(step(network, batch, loss_of, optimizer))
            schedule.step()
            averaged.update(network)
        scores = scores_of(averaged.network)
        history.append({"loss": sum(losses) / len(losses), **scores})
        print(_line(epoch, plan, history[-1], time.monotonic() - started), flush=True)
        if plan.keep != "last" and best_epoch(history) == epoch:
            best = copy.deepcopy(averaged.network.state_dict())
        state = {
            "network": network.state_dict(), "averaged": averaged.network.state_dict(), "steps": averaged.steps,
            "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict(), "epoch": epoch,
            "fingerprint": fingerprint, "history": history, "best": best,
        }
        _keep(state, checkpoint)
        write_curves(history, checkpoint)
    if best is not None:
        averaged.network.load_state_dict(best)
    return averaged.network.requires_grad_(True).eval()


def _opened(checkpoint: Path, fingerprint: str) -> dict[str, Any]:
    if not checkpoint.exists():
        return {}
    state = torch.load(checkpoint, weights_only=True)
    if state["fingerprint"] != fingerprint:
        raise ValueError(f"{checkpoint.name} was made with other settings or data: remove it to train afresh")
    return state


def _keep(state: dict[str, Any], checkpoint: Path) -> None:
    checkpoint.parent.mkdir(parents=True, exist_ok=True)
    torch.save(state, checkpoint.with_suffix(".part"))
    checkpoint.with_suffix(".part").replace(checkpoint)


def _line(epoch: int, plan: Plan, scores: dict[str, float], seconds: float) -> str:
    told = " ".join(f"{name} {value:.4f}" for name, value in scores.items())
    return f"epoch {epoch + 1}/{plan.epochs} {told} {seconds:.0f} s"
