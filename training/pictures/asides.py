"""What people add to prompts and no drawing shows: a medium, praise, a lens. A painter learns to let it pass."""

import numpy as np

BEGINNINGS = (
    "a photo of", "a picture of", "an image of", "an illustration of", "a drawing of", "a painting of",
    "a portrait of", "a close-up of", "an artwork of",
)  # fmt: skip
PRAISE = (
    "cute", "little", "adorable", "beautiful", "small", "big", "lovely", "funny", "happy", "old", "majestic",
    "elegant", "magical", "fluffy", "shiny", "detailed", "friendly", "strange",
)  # fmt: skip
"""Words before a thing that its drawing does not follow."""
ENDINGS = (
    "highly detailed", "detailed", "intricate", "4k", "8k", "hd", "high quality", "masterpiece", "digital art",
    "concept art", "fantasy art", "photorealistic", "realistic", "photography", "macro photo", "product photo",
    "studio lighting", "cinematic lighting", "dramatic lighting", "soft light", "sharp focus",
    "shallow depth of field", "bokeh", "watercolor", "oil painting", "oil on canvas", "pencil sketch",
    "ink drawing", "pixel art", "minimalist", "flat design", "children's book illustration", "storybook",
    "vintage", "surreal", "whimsical", "pastel colors", "vibrant colors", "anime style", "isometric",
    "unreal engine", "octane render", "trending on artstation",
)  # fmt: skip


def praised(name: str, dice: np.random.Generator) -> str:
    """A thing's name after one such word, once in three times."""
    return f"{dice.choice(PRAISE)} {name}" if dice.random() < 1 / 3 else name


def wrapped(caption: str, dice: np.random.Generator) -> str:
    """A caption with a beginning, or with one to three endings, or with both."""
    fate = dice.random()
    beginning = f"{dice.choice(BEGINNINGS)} " if fate < 0.45 else ""
    count = int(dice.integers(1, 4)) if fate >= 0.3 else 0
    return beginning + ", ".join([caption, *map(str, dice.choice(ENDINGS, count, replace=False))])
