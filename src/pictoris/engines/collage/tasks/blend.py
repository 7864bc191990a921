"""Makes one picture of several."""

from dataclasses import replace

import numpy as np

from pictoris.engines.collage.job import Job, as_field, fitted, is_cut_out, painted
from pictoris.engines.collage.painting.cast import cast, choose
from pictoris.engines.collage.painting.colours import from_lab, mix, rgb, smooth, to_lab
from pictoris.engines.collage.painting.dice import dice
from pictoris.engines.collage.painting.figures import draw_figures
from pictoris.engines.collage.painting.finish import finish
from pictoris.engines.collage.painting.layers import blurred
from pictoris.engines.collage.painting.layout import lay_out
from pictoris.engines.collage.painting.light import to_code
from pictoris.engines.collage.painting.matching import guessed_world, in_palette
from pictoris.engines.collage.painting.noise import noise
from pictoris.engines.collage.painting.render import plan, render
from pictoris.engines.collage.painting.view import Field
from pictoris.engines.collage.scene import Scene, Setting, Thing
from pictoris.errors import Failed
from pictoris.ports import Array, Painted

_CUT = 0.12
"""Share of a side of a picture from which on a thing that reaches it counts as cut off there."""
_FADE = 0.16
"""How far from there it fades out, as a share of the picture."""


def blend(job: Job) -> Painted:
    """Cut-outs side by side in one light; whole pictures fade into one another behind them."""
    pictures = [one.pixels for one in job.brief.references if one.role == "image"]
    if not pictures:
        raise Failed("There are no pictures to blend: send two to five.", code="task_not_possible")
    cut = [one for one in pictures if is_cut_out(one)]
    whole = [one for one in pictures if not is_cut_out(one)]
    names = [_lend(job, number, picture, cut) for number, picture in enumerate(cut)]
    things = tuple(Thing(words=name, choices=(name,)) for name in names)
    scene = Scene(things=(*things, *job.scene.things), setting=job.scene.setting, mood=job.scene.mood)
    picture = _over(job, scene, _exposure(job, whole)) if whole else _anew(job, scene, cut)
    return painted(job, picture)


def _lend(job: Job, number: int, picture: Array, all_cut: list[Array]) -> str:
    """Hand a cut-out to the sprites, its colours a little nearer to those of all."""
    name = f"=blend{number}"
    means = [_mean(one) for one in all_cut]
    common = np.mean(means, axis=0)
    lab = to_lab(as_field(picture[..., :3]))
    lab += rgb(0.18, 0.3, 0.3) * (common - means[number]).astype(np.float32)
    colours = (from_lab(lab) * 255 + 0.5).astype(np.uint8)
    job.sprites.lend(name, np.dstack([colours, _faded(picture[..., 3])]))
    return name


def _faded(alpha: Array) -> Array:
    """H×W, uint8: what the picture's own frame cut off fades out there; a straight cut would look torn."""
    kept = np.ones(alpha.shape, np.float32)
    for axis, rim in ((0, alpha[0]), (1, alpha[:, 0])):
        length = alpha.shape[axis]
        ramp = smooth(0.0, _FADE * length, np.arange(length, dtype=np.float32))
        along = ramp[:, None] if axis == 0 else ramp[None, :]
        far = alpha[-1] if axis == 0 else alpha[:, -1]
        kept *= along if _is_cut(rim) else 1
        kept *= np.flip(along, axis) if _is_cut(far) else 1
    return np.asarray(np.rint(alpha * kept), np.uint8)


def _is_cut(rim: Array) -> bool:
    return bool((rim > 127).mean() > _CUT)


def _mean(picture: Array) -> Field:
    lab = to_lab(as_field(picture[..., :3]))
    weight = (picture[..., 3:] > 127).astype(np.float32)
    return np.asarray((lab * weight).sum((0, 1)) / max(1.0, float(weight.sum())), np.float32)


def _anew(job: Job, scene: Scene, cut: list[Array]) -> Field:
    """Only cut-outs: a scene of their own, on a backdrop of their common colour if no place is named."""
    if not scene.setting.place and scene.setting.backdrop is None:
        common = np.mean([_mean(one) for one in cut], axis=0).astype(np.float32)
        turn = float(dice(job.seed, "backdrop").uniform(-1, 1))
        pale = np.array([84, common[1] * 0.5 + 10 * turn, common[2] * 0.5 - 12 * turn], np.float32)
        scene = replace(
            scene, setting=Setting(backdrop=to_code(from_lab(pale[None, None])[0, 0]), place="none")
        )
    planned = plan(job.idea(scene), job.sprites)
    return render(planned, job.view, job.sprites, job.step)


def _exposure(job: Job, whole: list[Array]) -> Field:
    """Whole pictures in one: each is seen where a soft, wandering border leaves it, all in the colours of the first."""
    size = job.brief.width, job.brief.height
    order = dice(job.seed, "first").permutation(len(whole))
    pictures = [fitted(as_field(whole[int(place)][..., :3]), *size) for place in order]
    result = pictures[0]
    for number, other in enumerate(pictures[1:], start=1):
        toned = in_palette(other, pictures[0], 0.5)
        border = _border(job, number, len(pictures))
        # A trace of each stays visible in the other's half.
        result = mix(result, toned, (0.12 + 0.76 * border)[..., None])
        job.step(0.3 * number / len(pictures), result)
    return result


def _border(job: Job, number: int, count: int) -> Field:
    turn = float(dice(job.seed, "border").uniform(0, 2 * np.pi))
    view = job.view
    across = (view.x / np.float32(job.aspect) - 0.5) * np.cos(turn) + (view.y - 0.5) * np.sin(turn)
    place = number / count - 0.5
    wander = 0.10 * noise(view, job.seed + number, (2.2, 2.2), 3)
    return smooth(place - 0.16, place + 0.16, np.asarray(across + wander, np.float32))


def _over(job: Job, scene: Scene, ground: Field) -> Field:
    """Things in front of a picture."""
    world = guessed_world(ground, scene.setting, job.seed, job.brief.look)
    roles = cast(scene, choose(scene, job.seed, job.brief.look.chaos), world, job.sprites)
    picture = ground.copy()
    if roles:
        soft = blurred(picture, 0.006 * min(picture.shape[:2]))
        picture = np.asarray(soft, np.float32)
        draw_figures(picture, world, job.view, job.sprites, lay_out(scene, roles, world))
    return finish(np.clip(picture, 0, 1), world, job.view)
