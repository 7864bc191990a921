"""What each flag of a prompt does on a diffusion model, for the documentation and for `Abilities`."""

from collections.abc import Mapping

from pictoris.engines.diffusion.families import Family, Text

FLAGS: Mapping[str, str] = {
    "ar": "Sets the shape; the picture keeps the area that the model was trained on.",
    "seed": "Sets the noise that a picture begins as: the same seed and prompt give the same picture.",
    "no": "Becomes the negative prompt that guidance steers away from.",
    "chaos": "Adds noise to the meaning of the words, of its own for each picture, up to a quarter of its spread.",
    "stylize": "Scales guidance: at 0 a quarter stronger (closer to the words), at 1000 four tenths weaker (freer).",
    "raw": "Counts as `--stylize 0`; a house style is never added anyway.",
    "style": "Adds the words after it to the prompt.",
    "niji": "Adds `anime illustration` to the prompt.",
    "quality": "Scales the number of steps, from half to twice the model's own.",
    "stop": "Ends after that percentage of the steps with what the model foresees by then: softer, less detail.",
    "tile": "Lets every convolution wrap around, so that opposite edges of the picture meet.",
    "iw": "Sets how close the result stays to the picture that the prompt begins with.",
}
"""Flag without dashes → one sentence."""


def flags_of(family: Family) -> Mapping[str, str]:
    """The flags that models of a family honour."""
    lacking = {
        "chaos": family.text is Text.WITH_PICTURES,
        "no": not family.has_negative,
        "stylize": family.guidance == 0,
        "raw": family.guidance == 0,
        "quality": family.is_distilled,
        "tile": family.network != "unet",
    }
    return {flag: what for flag, what in FLAGS.items() if not lacking.get(flag, False)}
