"""What a recipe may ask of its training, one by one."""
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

from pacs_watch_training.alignment import source_gap
from pacs_watch_training.augment import degraded, erased_corners, grey_levels
from pacs_watch_training.film_data import Example, FilmEpoch, drawing_weights, film_loader
from pacs_watch_training.loop import step, train
from pacs_watch_training.manifest import Film
from pacs_watch_training.metrics import f1
from pacs_watch_training.mixup import cross_entropy, mixed
from pacs_watch_training.plan import Plan, best_epoch, cycle, is_over
from pacs_watch_training.preprocessing import classifier_input
from pacs_watch_training.rate_finder import find_rate
from pacs_watch_training.recipe import Augmentation, ClassifierRecipe, InputSpec, load_recipe
from pacs_watch_training.resampling import bootstrap
from pacs_watch_training.source_prior import source_log_prior
from pacs_watch_training.train_classifier import loss_function, new_network, plan_of

SMALL = InputSpec(64, 64, (0.5, 0.5, 0.5), (0.5, 0.5, 0.5))
RECIPE = replace(load_recipe("covid-binary-bagging", ClassifierRecipe), input=SMALL, batch_size=4)


class Tiny(nn.Module):
    """Two convolutions and a new layer, as a film classifier names them."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.first, self.second, self.head = nn.Conv2d(3, 4, 3, 2), nn.Conv2d(4, 8, 3, 2), nn.Linear(8, 2)

    def forward(self, film: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        x = torch.relu(self.second(torch.relu(self.first(film))))
        return self.head(nn.functional.dropout(x.mean(dim=(2, 3)), 0.2, self.training)), x

    def fresh(self) -> list[nn.Parameter]:
        return list(self.head.parameters())

    def layers(self) -> list[nn.Parameter]:
        return [*self.first.parameters(), *self.second.parameters()]


def batches(epoch: int) -> DataLoader:
    rng = torch.Generator().manual_seed(4)
    label = torch.arange(32) % 2
    film = torch.randn(32, 3, 16, 16, generator=rng) + label[:, None, None, None]
    return DataLoader(TensorDataset(film, label), 8, shuffle=True, generator=torch.Generator().manual_seed(epoch))


def loss_of(network: nn.Module, batch: list[torch.Tensor]) -> torch.Tensor:
    film, soft = mixed(*batch, 2, 0.2)
    return cross_entropy(network(film)[0].float(), soft, 0.0, None)


def example(i: int, label: int, group: str, source: str = "a") -> Example:
    pixels = np.random.default_rng(i).integers(0, 256, (70, 80)).astype(np.uint8)
    return Example(Film(Path("x"), str(i), RECIPE.labels[label], "PA", group, source), pixels, label, None)


def test_mixup_blends_by_one_share_and_soft_labels_sum_to_one() -> None:
    torch.manual_seed(1)
    label = torch.tensor([0, 1, 2, 1])
    film = label[:, None, None, None].float().expand(4, 3, 2, 2)
    blended, soft = mixed(film, label, 3, 0.4)
    assert torch.allclose(soft.sum(dim=1), torch.ones(4))
    assert torch.allclose((soft * torch.arange(3)).sum(dim=1), blended[:, 0, 0, 0], atol=1e-6)
    assert not torch.equal(soft, nn.functional.one_hot(label, 3).float())
    same, plain = mixed(film, label, 3, 0.0)
    assert torch.equal(same, film) and torch.equal(plain, nn.functional.one_hot(label, 3).float())


def test_the_source_gap_sees_sources_inside_of_a_class_and_never_the_classes() -> None:
    rng = torch.Generator().manual_seed(2)
    label, source = torch.arange(240) % 2, torch.arange(240) // 2 % 2
    noise = torch.randn(240, 5, generator=rng)
    by_class = source_gap(noise + 3.0 * label[:, None], label, source)
    by_source = source_gap(noise + 3.0 * source[:, None], label, source)
    assert by_source > 20 * by_class
    # Two sources at -1.5 and 1.5 about their mean, over the variance of the whole: 1.5 ** 2 / (1 + 1.5 ** 2).
    assert abs(float(by_source) - 0.69) < 0.07
    features = noise.clone().requires_grad_()
    source_gap(features, label, torch.zeros(240)).backward()
    assert torch.equal(features.grad, torch.zeros_like(features))


def test_frozen_stages_keep_weights_and_statistics_while_the_rest_learns() -> None:
    recipe = replace(RECIPE, frozen_stages=5, alignment=1.0, mixup=0.0, frozen_epochs=0, epochs=1)
    network = new_network(recipe, None)
    before = {name: value.clone() for name, value in network.state_dict().items()}
    optimizer, _ = cycle(network, plan_of(recipe), range(1), 4)
    network.train()
    batch = [torch.randn(8, 3, 64, 64), torch.arange(8) % 2, torch.arange(8) // 2 % 2]
    films = [example(i, i % 2, str(i), "ab"[i // 2 % 2]) for i in range(8)]
    step(network, batch, loss_function(recipe, films), optimizer)
    changed = {name for name, value in network.state_dict().items() if not torch.equal(value, before[name])}
    assert changed and all(name.startswith("head.") or int(name.split(".")[2]) >= 5 for name in changed)
    assert {name.split(".")[2] for name in changed if name.startswith("backbone.")} == {"5", "6"}
    assert "head.weight" in changed


def test_the_source_prior_is_the_log_of_what_the_sampler_draws_of_a_source() -> None:
    films = [example(i, 0, str(i), "mixed") for i in range(3)] + [example(9, 1, "9", "mixed"), example(10, 1, "10", "lone")]
    prior = source_log_prior(films, None, 2).exp()
    assert torch.allclose(prior, torch.tensor([[0.15, 0.85], [0.15 + 0.7 * 0.75, 0.15 + 0.7 * 0.25]]))
    weighed = source_log_prior(films, np.array([1.0, 1.0, 1.0, 9.0, 1.0]), 2).exp()
    assert torch.allclose(weighed[1], torch.tensor([0.15 + 0.7 * 0.25, 0.15 + 0.7 * 0.75]))


def test_a_film_that_its_source_explains_teaches_less() -> None:
    films = [example(i, 0, str(i), "lone") for i in range(4)] + [example(4 + i, i % 2, str(4 + i), "mixed") for i in range(6)]
    batch = [torch.randn(4, 3, 64, 64), torch.zeros(4, dtype=torch.int64), torch.zeros(4, dtype=torch.int64)]

    def gradient(source_prior: float) -> float:
        recipe = replace(RECIPE, source_prior=source_prior, mixup=0.0, label_smoothing=0.0, dropout=0.0, drop_connect=0.0)
        network = new_network(recipe, None)
        loss_function(recipe, films)(network, batch).backward()
        return float(network.head.bias.grad.abs().sum())

    assert gradient(1.0) < 0.5 * gradient(0.0)


def test_cross_entropy_agrees_with_pytorch() -> None:
    logits, label = torch.randn(6, 3), torch.tensor([0, 1, 2, 2, 1, 0])
    soft, weights = nn.functional.one_hot(label, 3).float(), torch.tensor([1.0, 3.0, 0.5])
    assert torch.allclose(cross_entropy(logits, soft, 0.0, weights), nn.functional.cross_entropy(logits, label, weights))
    assert torch.allclose(cross_entropy(logits, soft, 0.1, None), nn.functional.cross_entropy(logits, label, label_smoothing=0.1))


def test_the_sampler_shows_one_to_eight_as_one_to_one() -> None:
    films = [example(i, int(i % 9 != 0), str(i)) for i in range(180)]
    weights = drawing_weights(films, RECIPE)
    drawn = list(film_loader(films, replace(RECIPE, batch_size=180), 0).sampler)
    share = np.mean([films[i].label == 0 for i in drawn])
    assert weights[[e.label == 0 for e in films]].sum() == pytest.approx(weights.sum() / 2)
    assert 0.38 < share < 0.62
    assert drawing_weights(films, replace(RECIPE, sampling="plain")) is None
    assert sorted(film_loader(films, replace(RECIPE, sampling="plain"), 0).sampler) == list(range(180))


def test_one_cycle_rises_and_falls_and_the_backbone_learns_slower() -> None:
    plan = Plan(6, 0.01, 0.0, 0.9, frozen_epochs=2, backbone_rate=0.1)
    assert plan.phases() == [range(0, 2), range(2, 6)]
    network = Tiny()
    optimizer, _ = cycle(network, plan, plan.phase_of(1), 10)
    assert {id(p) for g in optimizer.param_groups for p in g["params"]} == {id(p) for p in network.fresh()}
    assert not network.first.weight.requires_grad and network.head.weight.requires_grad
    optimizer, schedule = cycle(network, plan, plan.phase_of(2), 10)
    rates = []
    for _ in range(40):
        rates.append([group["lr"] for group in optimizer.param_groups])
        optimizer.step(), schedule.step()
    peaks = np.max(rates, axis=0)
    assert peaks.round(6).tolist() == [1e-4, 1e-4, 1e-3, 1e-3, 1e-2, 1e-2]
    head = [r[-1] for r in rates]
    assert 6 <= int(np.argmax(head)) <= 9 and head[-1] < head[0] < max(head)
    assert network.first.weight.requires_grad


@pytest.mark.parametrize("steps", range(1, 7))
def test_the_shortest_cycles_have_a_rise_too(steps: int) -> None:
    optimizer, schedule = cycle(Tiny(), Plan(1, 0.01, 0.0, 0.9), range(1), steps)
    for _ in range(steps):
        assert 0 < optimizer.param_groups[0]["lr"] <= 0.01
        optimizer.step(), schedule.step()


def test_a_run_killed_after_any_epoch_ends_as_an_unbroken_one(tmp_path: Path) -> None:
    plan = Plan(4, 0.01, 0.001, 0.9, frozen_epochs=1, backbone_rate=0.5)
    whole = train(Tiny(), batches, loss_of, plan, checkpoint=tmp_path / "whole.pt", fingerprint="x").state_dict()

    class Killed(Exception):
        pass

    def killed_in(last: int):
        def loader(epoch: int) -> DataLoader:
            if epoch > last:
                raise Killed
            return batches(epoch)

        return loader

    for last in (0, 1, 2):
        path = tmp_path / f"{last}.pt"
        with pytest.raises(Killed):
            train(Tiny(), killed_in(last), loss_of, plan, checkpoint=path, fingerprint="x")
        again = train(Tiny(), batches, loss_of, plan, checkpoint=path, fingerprint="x").state_dict()
        assert all(torch.equal(whole[key], again[key]) for key in whole), last
    assert (tmp_path / "whole.png").exists() and (tmp_path / "whole.csv").read_text().count("\n") == 5


def test_the_epoch_of_best_f1_is_kept_and_training_stops_without_a_better_one(tmp_path: Path) -> None:
    scores, seen = iter([0.5, 0.9, 0.7, 0.6, 0.99]), []

    def scores_of(averaged: nn.Module) -> dict[str, float]:
        seen.append({key: value.clone() for key, value in averaged.state_dict().items()})
        return {"f1": next(scores)}

    plan = Plan(5, 0.01, 0.0, 0.9, keep="best-f1", patience=2)
    path = tmp_path / "c.pt"
    kept = train(Tiny(), batches, loss_of, plan, checkpoint=path, fingerprint="x", scores_of=scores_of).state_dict()
    assert len(seen) == 4, "two epochs without a better one end it"
    assert all(torch.equal(kept[key], seen[1][key]) for key in kept)
    again = train(Tiny(), batches, loss_of, plan, checkpoint=path, fingerprint="x", scores_of=scores_of).state_dict()
    assert len(seen) == 4 and all(torch.equal(kept[key], again[key]) for key in kept)
    assert best_epoch([{"f1": 0.5}, {"f1": 0.5}]) == 0
    assert not is_over([{"f1": 0.5}] * 2, replace(plan, frozen_epochs=2))


def test_the_rate_finder_ends_where_the_loss_explodes_and_leaves_the_network_alone(tmp_path: Path) -> None:
    network = Tiny()
    before = {key: value.clone() for key, value in network.state_dict().items()}
    curve = find_rate(network, batches, loss_of, Plan(1, 0.01, 0.0, 0.9), steps=40)
    assert curve.rates[0] == pytest.approx(1e-6) and all(np.diff(curve.rates) > 0)
    assert 1e-6 < curve.steepest <= 1.0 and len(curve.rates) == len(curve.losses)
    assert all(torch.equal(before[key], value) for key, value in network.state_dict().items())
    curve.write(tmp_path / "rates")
    assert (tmp_path / "rates.png").stat().st_size > 500


def test_augmentation_none_shows_the_film_as_the_product_reads_it_and_flip_mirrors_it() -> None:
    film = example(1, 0, "a")
    plain = replace(RECIPE, augmentation=Augmentation.of("none"))
    shown, *_ = FilmEpoch([film], plain, 0)[0]
    assert np.array_equal(shown.numpy(), classifier_input(film.pixels, None, SMALL, RECIPE.steps)[0])
    grey = replace(plain, steps=({"step": "resize"}, {"step": "channels", "recipe": "gray3"}))
    mirrored, *_ = FilmEpoch([film], replace(grey, augmentation=replace(plain.augmentation, flip=1.0)), 0)[0]
    assert np.array_equal(mirrored.numpy()[:, :, ::-1], classifier_input(film.pixels, None, SMALL, grey.steps)[0])
    rng = np.random.default_rng(0)
    assert np.array_equal(grey_levels(rng, film.pixels, 0, 0, 0, 0), film.pixels)
    assert not np.array_equal(grey_levels(rng, film.pixels), film.pixels)
    assert np.array_equal(erased_corners(rng, degraded(rng, film.pixels, 0.0), 0.0), film.pixels)


def test_a_bootstrap_draw_keeps_groups_whole_and_classes_at_their_size() -> None:
    films = [example(i, int(i >= 10), f"g{i // 2}") for i in range(40)]
    drawn = bootstrap(films, 5)
    assert [sum(e.label == k for e in drawn) for k in (0, 1)] == [10, 30]
    keys = [e.film.key for e in drawn]
    assert len(set(keys)) < 40, "with replacement"
    assert all(keys.count(str(i)) == keys.count(str(i + 1)) for i in range(0, 40, 2))
    assert [e.film.key for e in bootstrap(films, 5)] == keys != [e.film.key for e in bootstrap(films, 6)]


def test_f1_of_two_classes_is_that_of_the_first() -> None:
    truth, read = np.array([0, 0, 0, 1, 1]), np.array([0, 0, 1, 0, 1])
    assert f1(truth, read, 2) == pytest.approx(2 * 2 / (3 + 3))
    assert f1(np.array([0, 1, 2]), np.array([0, 1, 1]), 3) == pytest.approx((1 + 2 / 3 + 0) / 3)
