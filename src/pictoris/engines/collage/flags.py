"""What each flag of a prompt does on this engine; nothing heavy is imported here."""

from collections.abc import Mapping

FLAGS: Mapping[str, str] = {
    "ar": "Shapes the canvas; the scene is laid out anew for it.",
    "chaos": "Widens the choice of illustrations, hours and arrangements among the pictures of one job.",
    "stylize": "Strengthens saturation, contrast, glow, vignette and edge light.",
    "weird": "Makes sizes odd and turns the colours around the wheel.",
    "seed": "Repeats a picture: the same seed and prompt give the same pixels.",
    "no": "Leaves out what it names: subjects, weather, and with `background` the background.",
    "tile": "Makes opposite edges fit together.",
    "iw": "Says how much of the given picture stays: below it becomes a background in that picture's colours.",
    "sref": "Takes the palette of the style picture.",
    "sw": "Says how strongly that palette is taken.",
    "cref": "Puts the character picture into the scene as it is, cut out if it was cut out.",
    "cw": "Says how large the character is in the scene.",
    "oref": "Puts the object picture into the scene as it is, cut out if it was cut out.",
    "ow": "Says how large the object is in the scene.",
    "style": "`raw` is honoured: no grading, no looseness.",
    "raw": "Leaves out grading, glow and looseness in the arrangement.",
    "niji": "Draws flatter, with fewer tones, as a cartoon.",
    "stop": "Leaves the picture unfinished: the earlier it stops, the softer it is.",
    "quality": "Is taken, but a picture needs a second anyway.",
}
"""Flag without dashes → one sentence."""
