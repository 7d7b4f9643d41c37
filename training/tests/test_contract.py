"""The arithmetic that the Swift side repeats."""
import numpy as np

from pacs_watch_training.lungbox import Box, confidence_of, find_lungs, kept_components
from pacs_watch_training.preprocessing import classifier_input, clahe_adaptive_otsu, resized, segmenter_input
from pacs_watch_training.recipe import BoxRule, InputSpec

RULE = BoxRule(threshold=0.5, keep_components=2, minimum_component_area=0.01, padding=0.05)
SPEC = InputSpec(64, 64, (0.5, 0.5, 0.5), (0.25, 0.25, 0.25))


def two_lungs() -> np.ndarray:
    mask = np.zeros((100, 100), np.float32)
    mask[20:80, 10:40] = 1.0
    mask[20:80, 60:90] = 1.0
    return mask


def test_box_is_scaled_then_padded_then_rounded_outwards() -> None:
    found = find_lungs(two_lungs(), 200, 50, RULE)
    # Columns 10..90 of 100 -> 20..180 of 200, padded by 8; rows 20..80 -> 10..40 of 50, padded by 1.5.
    assert found.box == Box(12, 8, 188, 42)
    assert found.components == 2 and found.confidence == 1.0


def test_box_stays_inside_the_film() -> None:
    mask = np.ones((100, 100), np.float32)
    assert find_lungs(mask, 30, 40, RULE).box == Box(0, 0, 30, 40)


def test_specks_and_third_components_are_dropped() -> None:
    mask = two_lungs()
    mask[0:5, 0:5] = 1.0
    mask[85:98, 30:70] = 1.0
    kept = kept_components(mask, RULE)
    assert [int(c.sum()) for c in kept] == [1800, 1800]
    assert 0.7 < confidence_of(mask, kept) < 1.0, "belief outside the kept pixels costs confidence"


def test_nothing_found_is_no_box_and_no_confidence() -> None:
    found = find_lungs(np.full((100, 100), 0.4, np.float32), 50, 50, RULE)
    assert found.box is None and found.confidence == 0.0


def test_one_sided_mask_is_doubted() -> None:
    mask = two_lungs()
    mask[:, 50:] = 0
    assert find_lungs(mask, 100, 100, RULE).confidence == 0.8 * 0.5


def test_resize_rule_and_normalization() -> None:
    film = np.full((128, 32), 255, np.uint8)
    tensor = segmenter_input(film, SPEC)
    assert tensor.shape == (1, 3, 64, 64) and tensor.dtype == np.float32
    assert np.allclose(tensor, 2.0)
    ramp = np.arange(16, dtype=np.uint8).reshape(4, 4)
    assert resized(ramp, 2, 2).tolist() == [[3, 5], [11, 13]], "INTER_AREA averages blocks of 2x2, ties to even"


def test_steps_run_in_order() -> None:
    film = np.random.default_rng(0).integers(0, 256, (90, 120)).astype(np.uint8)
    steps = [{"step": "lung-crop"}, {"step": "resize"}, {"step": "clahe", "clip_limit": 3.0, "tiles": 8}, {"step": "channels", "recipe": "gray3"}]
    box = Box(10, 10, 100, 80)
    cropped = classifier_input(film[10:80, 10:100], None, SPEC, steps)
    assert np.array_equal(classifier_input(film, box, SPEC, steps), cropped)
    assert set(np.unique(clahe_adaptive_otsu(film)[1:])) <= {0, 255}
