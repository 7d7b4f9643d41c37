"""A penalty on what tells the sources of one class apart.

Films of one class differ between hospitals by device, processing and patients, and a network that may use this learns the
hospital instead of the disease where a class leans on few of them. So the mean features of a class are drawn together over its
sources, never over classes: across classes a difference may be the disease. The idea is that of domain generalisation by
conditional invariant features (Li et al., Deep Domain Generalization via Conditional Invariant Adversarial Networks, 2018), with
the distance of means that Sun and Saenko (Deep CORAL, 2016) take for covariances, since a batch holds too few films for those.
"""
from __future__ import annotations

import torch

LEAST = 2
"""Films of a source and class in a batch from which their mean says something."""


def source_gap(features: torch.Tensor, label: torch.Tensor, source: torch.Tensor) -> torch.Tensor:
    """Variance of the source means around their class's mean, in units of each feature's variance over the batch, averaged over
    features and over the classes with two sources or more; 0 where there are none. `features` [N,C], `label` and `source` [N]."""
    scale = features.detach().std(dim=0) + 1e-3
    gaps = []
    for k in label.unique():
        of_class = label == k
        means = [
            features[chosen].mean(dim=0) for s in source[of_class].unique() if (chosen := of_class & (source == s)).sum() >= LEAST
        ]
        if len(means) > 1:
            centres = torch.stack(means)
            gaps.append((((centres - centres.mean(dim=0)) / scale) ** 2).mean())
    return torch.stack(gaps).mean() if gaps else features.sum() * 0
