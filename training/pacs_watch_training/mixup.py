"""Mixup: films and labels blended in pairs. Source: Zhang et al., mixup: Beyond Empirical Risk Minimization, 2018."""
from __future__ import annotations

import torch
import torch.nn.functional as F


def mixed(film: torch.Tensor, label: torch.Tensor, classes: int, alpha: float) -> tuple[torch.Tensor, torch.Tensor]:
    """Films [N,3,S,S] and soft labels [N,classes]: each film blended with another of the batch, all by one share drawn from
    Beta(alpha, alpha). Soft labels sum to 1. PyTorch's own random state is used, so a seed fixes the draw; alpha 0 mixes nothing.
    """
    soft = F.one_hot(label, classes).float()
    if alpha == 0:
        return film, soft
    share = torch.distributions.Beta(alpha, alpha).sample()
    other = torch.randperm(len(film))
    return share * film + (1 - share) * film[other], share * soft + (1 - share) * soft[other]


def cross_entropy(logits: torch.Tensor, soft: torch.Tensor, smoothing: float, weights: torch.Tensor | None) -> torch.Tensor:
    """Mean over the batch. With weights a film counts by the mean weight of its soft label, and the sum is shared by those."""
    classes = soft.shape[1]
    soft = soft * (1 - smoothing) + smoothing / classes
    if weights is None:
        return -(soft * F.log_softmax(logits, dim=1)).sum(dim=1).mean()
    return -(soft * weights * F.log_softmax(logits, dim=1)).sum() / (soft * weights).sum()
