"""The film checks, on numbers that can be followed by hand."""
import numpy as np
import pytest

from pacs_watch_training.calibration import error_if_calibrated, justified_temperature, softmax, temperature_interval
from pacs_watch_training.film_check import Calibrated, limits, strange_distance
from pacs_watch_training.likeness import DISPLAYS, fit_display, fit_distance, wrongly_displayed
from pacs_watch_training.lung_share import share_inside_lungs
from pacs_watch_training.lungbox import Box, share_at_border, share_joined


def test_distance_is_that_of_mahalanobis_and_one_on_average() -> None:
    rng = np.random.default_rng(0)
    films = rng.normal(0, [1, 2, 5], (4000, 3)) @ np.array([[1, 0, 0], [0.5, 1, 0], [0, 0.3, 1]]) + [3, 4, 5]
    distance = fit_distance(films, shrinkage=0.0)
    assert distance.of(films).mean() == pytest.approx(1, abs=1e-3)
    point = np.array([[7.0, 1.0, 9.0]])
    off = point - films.mean(axis=0)
    wanted = (off @ np.linalg.inv(np.cov(films.T, bias=True)) @ off.T).item() / 3
    assert distance.of(point)[0] == pytest.approx(wanted, rel=1e-3)


def test_a_channel_that_never_moves_is_no_fault() -> None:
    films = np.random.default_rng(0).normal(0, 1, (50, 4))
    films[:, 2] = 7
    assert np.isfinite(fit_distance(films, 0.01).of(films)).all()


def test_display_head_tells_displays_apart() -> None:
    rng = np.random.default_rng(0)
    labels = np.arange(400) % 4
    head = fit_display(rng.normal(0, 1, (400, 6)) + 6 * np.eye(4, 6)[labels], labels, 0.001)
    fresh = rng.normal(0, 1, (400, 6)) + 6 * np.eye(4, 6)[labels]
    assert (head.probabilities(fresh).argmax(axis=1) == labels).mean() > 0.98


def test_wrong_displays_are_what_they_are_called() -> None:
    film = np.array([[0, 1], [2, 3]], np.uint8)
    assert wrongly_displayed(film, "inverted").tolist() == [[255, 254], [253, 252]]
    assert wrongly_displayed(film, "upside-down").tolist() == [[3, 2], [1, 0]]
    assert wrongly_displayed(film, "lying").tolist() == [[1, 3], [0, 2]]
    assert wrongly_displayed(film, "lying", other_side=True).tolist() == [[2, 0], [3, 1]]
    assert np.array_equal(wrongly_displayed(film, DISPLAYS[0]), film)


def test_lungs_at_the_border_count_by_their_width() -> None:
    lungs = np.zeros((10, 10), bool)
    lungs[3:9, 1:9] = True
    assert share_at_border([lungs]) == 0
    lungs[0:3, 1:3] = True
    assert share_at_border([lungs]) == 0.25
    assert share_at_border([]) == 0


def test_lungs_are_joined_by_the_valley_between_them() -> None:
    lungs = np.zeros((10, 12), bool)
    lungs[1:9, 1:4] = lungs[3:9, 8:11] = True
    assert share_joined([lungs]) == 0
    lungs[5:8, 4:8] = True
    # Three pixels high between lungs of eight and six.
    assert share_joined([lungs]) == 0.5
    assert share_joined([np.ones((10, 12), bool)]) == 1
    assert share_joined([]) == 0


def test_heat_is_shared_between_inside_and_outside() -> None:
    film, left = np.zeros((40, 40), np.uint8), np.zeros((8, 8), bool)
    left[:, :4] = True
    assert share_inside_lungs(np.ones((2, 2)), left, film, None, (64, 64)) == pytest.approx(0.5)
    assert share_inside_lungs(np.ones((2, 2)), left, film, Box(0, 0, 20, 40), (64, 64)) == pytest.approx(1)
    assert share_inside_lungs(np.zeros((2, 2)), left, film, None, (64, 64)) is None
    assert share_inside_lungs(np.ones((2, 2)), left & False, film, None, (64, 64)) is None


def test_temperature_is_left_alone_without_evidence() -> None:
    rng = np.random.default_rng(0)
    honest = rng.normal(0, 2, (600, 3))
    labels = np.array([rng.choice(3, p=p) for p in softmax(honest)])
    groups = [str(i) for i in range(600)]
    assert justified_temperature(temperature_interval(honest, labels, groups)) == 1.0
    sharp = temperature_interval(honest * 2.5, labels, groups)
    assert justified_temperature(sharp) == sharp[0] == pytest.approx(2.5, rel=0.2)


def test_true_probabilities_show_an_error_with_few_films() -> None:
    probabilities = softmax(np.random.default_rng(0).normal(0, 1.5, (8000, 3)))
    few, many = error_if_calibrated(probabilities[:200])[0], error_if_calibrated(probabilities)[0]
    assert few > 0.03 > 0.015 > many


def test_limits_let_the_stated_shares_go() -> None:
    read = Calibrated(np.zeros((100, 3)), np.zeros(100, int), [], np.linspace(0, 1, 100), np.linspace(0, 1, 100))
    top = np.linspace(0.4, 1, 100)
    probabilities = np.stack([top, 1 - top, 0 * top], axis=1)
    settings = {"low_probability_share": 0.05, "distance_share": 0.1, "display_minimum_probability": 0.7,
                "heatmap_share": 0.02, "maximum_lungs_at_border": 0.05, "maximum_lungs_joined": 0.4}
    found = limits(read, 3.141, probabilities, settings)
    assert found.distance == 3.15
    assert found.maximum_film_distance == 0.91 and (read.distances > found.maximum_film_distance).mean() <= 0.1
    assert (read.heat_in_lungs < found.minimum_heatmap_in_lungs).mean() <= 0.02
    assert found.minimum_probability <= np.quantile(probabilities.max(axis=1), 0.05)


def test_the_limit_lets_films_of_a_source_pass_that_the_fit_has_not_seen() -> None:
    rng = np.random.default_rng(3)
    near, far = rng.normal(0, 1, (300, 4)), rng.normal(0, 1, (300, 4)) + 6
    settings = {"shrinkage": 0.01, "strange_share": 0.1, "strange_films": 20}
    limit = strange_distance(np.concatenate([near, far]), ["near"] * 300 + ["far"] * 300, settings)
    assert (fit_distance(near, 0.01).of(far) <= limit).mean() >= 0.9
    with pytest.raises(ValueError, match="two"):
        strange_distance(near, ["near"] * 300, settings)
