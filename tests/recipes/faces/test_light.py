import cv2
import numpy as np

from pictoris.recipes.faces import light
from pictoris.recipes.faces.topology import MIRROR
from tests.recipes.faces import samples

CHEEKS = [50, 280, 205, 425, 117, 346]
SOCKETS = [55, 285, 193, 417, 221, 441]


def skin(picture):
    return samples.sat(picture).skin


def lit(source, target):
    """The source's portrait in the target's light: H×W×3, 0 to 1, and the portrait."""
    giver = samples.sat(source)
    portrait = giver.portrait
    return light.shine(portrait.pixels, portrait.drawing, light.relight(giver.skin, skin(target))), portrait


def lab_at(pixels, portrait, points):
    lab = cv2.cvtColor(cv2.GaussianBlur(pixels, (0, 0), 3), cv2.COLOR_RGB2Lab)
    return samples.under(lab, portrait.face, *points)


def test_cheeks_take_the_targets_colour_and_lightness():
    pixels, portrait = lit(samples.astronaut(), samples.mona_lisa())
    target = samples.sitter("mona_lisa").portrait
    off = lab_at(pixels, portrait, CHEEKS) - lab_at(target.pixels, target, CHEEKS)
    assert np.abs(off.mean(axis=0)).max() < 8


def test_dark_sockets_of_a_painting_do_not_turn_blue():
    pixels, portrait = lit(samples.mona_lisa(), samples.astronaut())
    assert lab_at(pixels, portrait, SOCKETS)[:, 2].min() > 5


def test_a_grey_target_takes_no_colour():
    pixels, portrait = lit(samples.astronaut(), samples.grey(samples.mona_lisa()))
    inside = pixels[portrait.drawing.inside]
    assert np.ptp(inside, axis=1).max() < 0.03


def test_a_grey_source_is_given_the_targets_skin():
    pixels, portrait = lit(samples.grey(samples.mona_lisa()), samples.astronaut())
    assert lab_at(pixels, portrait, CHEEKS)[:, 2].min() > 8


def test_paint_and_beard_are_not_taken_for_light():
    plain, painted = skin(samples.astronaut()), skin(samples.painted(samples.astronaut(), (20, 60, 200)))
    under = [205, 425, 50, 280]
    assert plain.trust[under].min() > 0.8
    assert painted.ordinary[under].min() < 0.3
    assert plain.ordinary[CHEEKS].min() > 0.9


def test_a_beard_of_the_sources_stays_darker_than_its_cheeks():
    pixels, portrait = lit(samples.bearded(samples.astronaut()), samples.astronaut())
    chin, cheeks = (
        lab_at(pixels, portrait, points)[:, 0] for points in ([152, 148, 377], [50, 280, 117, 346])
    )
    assert chin.max() < cheeks.min() - 15


def test_a_shaven_chin_is_not_taken_for_a_beard():
    for picture in (samples.astronaut(), samples.mona_lisa()):
        assert skin(picture).bare[[199, 200, 428, 208]].min() > 0.8


def test_hair_and_lips_are_not_taken_for_skin():
    trust = skin(samples.astronaut()).trust
    assert trust[[332, 297, 12, 15]].max() < 0.4


def test_the_same_light_changes_nothing():
    giver = samples.sitter("astronaut")
    light_ = light.relight(giver.skin, giver.skin)
    assert np.allclose(light_.gain, 1, atol=0.01)
    assert np.allclose(light_.was, light_.becomes, atol=0.02)


def test_a_mirrored_skin_is_lit_from_the_other_side():
    plain = samples.sitter("mona_lisa").skin
    turned = light.mirrored(plain, MIRROR)
    assert np.allclose(turned.tone[50], plain.tone[280])
    assert np.allclose(light.mirrored(turned, MIRROR).trust, plain.trust)
