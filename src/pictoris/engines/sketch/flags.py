"""What each flag of a prompt does on this engine; nothing heavy is imported here."""

from collections.abc import Mapping

FLAGS: Mapping[str, str] = {
    "ar": "Shapes the canvas; the picture keeps its area.",
    "seed": "Sets the noise that a picture begins as: the same seed and prompt give the same pixels.",
    "no": "Is what guidance steers away from.",
    "chaos": "Adds noise to the meaning of the words, of its own for each picture, up to a quarter of its spread.",
    "stylize": "Scales guidance: at 0 a quarter stronger (closer to the words), at 1000 four tenths weaker (freer).",
    "raw": "Counts as `--stylize 0`.",
    "style": "`raw` counts as `--raw`; other words are added to the prompt.",
    "quality": "Scales the number of steps, from half to four times the usual 8.",
    "stop": "Ends after that percentage of the steps with what is foreseen by then: softer, less detail.",
    "iw": "Sets how close the result stays to the picture that the prompt begins with.",
}
"""Flag without dashes → one sentence."""
