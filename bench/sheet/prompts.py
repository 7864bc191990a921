"""The 64 prompts of the sheet with what they ask for, written before any of them was painted; not to be bettered."""

from dataclasses import replace

from bench.sheet.asked import Group, Place, Prompt, Relation, Subject, thing


def _asks(text: str, *subjects: Subject, place: tuple[Place, ...] = (), seen: tuple[str, ...] = ()) -> Prompt:
    """One line of the table; each `place` is how the first subject stands to the second."""
    relations = tuple(Relation(first=subjects[0].name, place=each, second=subjects[1].name) for each in place)
    return Prompt(text=text, group=Group.SINGLE, subjects=subjects, relations=relations, setting=seen)


_SINGLE = (
    _asks("a cute little fox, soft light, highly detailed", thing("fox", "fox face")),
    _asks("portrait of a majestic lion, cinematic lighting, 8k --ar 2:3", thing("lion", "lion face")),
    _asks("vintage typewriter, product photography, white background", thing("typewriter")),
    _asks("a giant sunflower, golden light, close-up --s 250", thing("sunflower")),
    _asks("hot air balloon, minimalist flat illustration --stylize 250", thing("hot air balloon")),
    _asks("slice of pepperoni pizza, food photography, macro lens", thing("pizza")),
    _asks("adorable baby penguin, pixar style, 3d render, octane", thing("penguin")),
    _asks("old steam locomotive, dramatic, ultra realistic --ar 16:9", thing("locomotive", "steam train")),
    _asks("lonely lighthouse, oil painting, thick brush strokes", thing("lighthouse")),
    _asks("electric guitar, neon glow, synthwave --chaos 20", thing("guitar", "electric guitar")),
    _asks("an old wizard, fantasy concept art, intricate --niji 6", thing("wizard", "mage")),
    _asks("hedgehog, loose watercolor, white paper", thing("hedgehog")),
)

_COLOURS = (
    _asks("a red car, studio shot, glossy paint", thing("car", colour="red")),
    _asks("blue butterfly, macro photography, shallow depth of field", thing("butterfly", colour="blue")),
    _asks("pink elephant, children's book illustration", thing("elephant", colour="pink")),
    _asks("fierce green dragon, epic fantasy --ar 3:2", thing("dragon", "dragon face", colour="green")),
    _asks(
        "purple umbrella and an orange cat",
        thing("umbrella", colour="purple"),
        thing("cat", "cat face", colour="orange"),
    ),
    _asks(
        "white rabbit next to a black cat, storybook",
        thing("rabbit", "rabbit face", colour="white"),
        thing("cat", "cat face", colour="black"),
        place=(Place.NEXT_TO,),
    ),
    _asks("golden crown, dark background, museum photo", thing("crown", colour="golden")),
    _asks(
        "a blue apple and a yellow rose, surreal still life --ar 4:3",
        thing("apple", colour="blue"),
        thing("rose", colour="yellow"),
    ),
    _asks("turquoise teapot, ceramic, product shot --v 6", thing("teapot", colour="turquoise")),
    _asks(
        "a green bicycle and a red mailbox, pastel street photo",
        thing("bicycle", colour="green"),
        thing("mailbox", "postbox", colour="red"),
    ),
)

_COUNTS = (
    _asks("three apples, still life, oil on canvas", thing("apple", count=3)),
    _asks("two cats, playful, digital art", thing("cat", "cat face", count=2)),
    _asks("five balloons floating in the sky --ar 2:3", thing("balloon", count=5), seen=("sky",)),
    _asks("a pair of owls, vintage engraving", thing("owl", count=2)),
    _asks("four strawberries, food photo, top view", thing("strawberry", count=4)),
    _asks("six butterflies, whimsical, pastel colors", thing("butterfly", count=6)),
    _asks(
        "two dogs and one cat, family portrait, pixar",
        thing("dog", "dog face", "poodle", count=2),
        thing("cat", "cat face", count=1),
    ),
    _asks("a dozen eggs, rustic kitchen", thing("egg", count=12), seen=("kitchen",)),
    _asks("three blue mushrooms, fairy tale, macro", thing("mushroom", count=3, colour="blue")),
    _asks(
        "10 tropical fish, coral reef, underwater --ar 16:9 --chaos 20",
        thing("fish", "tropical fish", "blowfish", count=10),
        seen=("underwater",),
    ),
)

_RELATIONS = (
    _asks(
        "a cat on a chair, cozy, soft morning light",
        thing("cat", "cat face"),
        thing("chair", "armchair"),
        place=(Place.ON,),
        seen=("morning",),
    ),
    _asks(
        "a dog to the left of a tree, sunny park",
        thing("dog", "dog face", "poodle"),
        thing("tree", "deciduous tree", "evergreen tree"),
        place=(Place.LEFT_OF,),
        seen=("park", "sunny"),
    ),
    _asks(
        "a robot standing in front of a castle, concept art --no people",
        thing("robot", "robot face"),
        thing("castle", "japanese castle"),
        place=(Place.IN_FRONT_OF,),
    ),
    _asks(
        "a bird flying above a house, minimal --ar 3:2",
        thing("bird", "any kind of bird"),
        thing("house"),
        place=(Place.ABOVE,),
    ),
    _asks(
        "an apple on top of a stack of books, classroom, warm light",
        thing("apple"),
        thing("stack of books", "books"),
        place=(Place.ON,),
        seen=("indoors",),
    ),
    _asks(
        "a bicycle to the right of a bench, autumn leaves",
        thing("bicycle"),
        thing("bench"),
        place=(Place.RIGHT_OF,),
        seen=("autumn",),
    ),
    _asks(
        "tiny mouse under a big mushroom, macro, dreamy",
        thing("mouse", "mouse face", "rat"),
        thing("mushroom"),
        place=(Place.UNDER,),
    ),
    _asks(
        "a crab between two palm trees, beach, vector art",
        thing("crab"),
        thing("palm tree", count=2),
        place=(Place.BETWEEN,),
        seen=("beach",),
    ),
    _asks(
        "ufo above a cow, night, comic style",
        thing("ufo", "flying saucer"),
        thing("cow", "cow face"),
        place=(Place.ABOVE,),
        seen=("night",),
    ),
    _asks(
        "a sheep behind a tractor, countryside, morning mist",
        thing("sheep", "ewe", "ram"),
        thing("tractor"),
        place=(Place.BEHIND,),
        seen=("countryside", "morning", "mist"),
    ),
)

_SCENES = (
    _asks(
        "sailboat on the sea at sunset, golden hour, wide angle --ar 16:9",
        thing("sailboat"),
        seen=("sea", "sunset"),
    ),
    _asks(
        "a camel in the desert under a blazing sun, national geographic",
        thing("camel"),
        thing("sun"),
        seen=("desert", "day"),
    ),
    _asks(
        "snowman in a snowy forest at night, cozy christmas mood",
        thing("snowman"),
        seen=("forest", "snow", "night"),
    ),
    _asks(
        "yellow taxi on a rainy city street at night, neon reflections, cyberpunk --ar 9:16",
        thing("taxi", colour="yellow"),
        seen=("city", "rain", "night"),
    ),
    _asks(
        "deer in a misty autumn forest, early morning, volumetric light",
        thing("deer"),
        seen=("forest", "autumn", "mist"),
    ),
    _asks(
        "tent in the mountains beneath a starry sky, long exposure --ar 3:2",
        thing("tent"),
        seen=("mountains", "stars"),
    ),
    _asks(
        "humpback whale deep under the sea, sun rays, cinematic",
        thing("whale"),
        seen=("underwater",),
    ),
    _asks(
        "tropical beach with a palm tree and a beach umbrella at noon, summer vibes",
        thing("palm tree"),
        thing("beach umbrella"),
        seen=("beach", "day"),
    ),
    _asks(
        "japanese pagoda in spring, cherry blossoms, soft pink light, ghibli",
        thing("pagoda", "japanese castle"),
        thing("cherry blossom"),
        seen=("spring",),
    ),
    _asks(
        "astronaut on the moon, earth in the background, hasselblad photo",
        thing("astronaut"),
        thing("earth"),
        seen=("moon",),
    ),
    _asks(
        "medieval castle on a hill, thunderstorm, lightning, dark fantasy --ar 2:3",
        thing("castle"),
        thing("lightning"),
        seen=("hill", "storm"),
    ),
    _asks(
        "cozy living room with a couch and a lamp in the evening, hygge, warm tones",
        thing("couch", "sofa"),
        thing("lamp"),
        seen=("indoors", "evening"),
    ),
)

_ABSURD = (
    _asks(
        "a giraffe riding a skateboard, street photography",
        thing("giraffe"),
        thing("skateboard"),
        place=(Place.ON,),
        seen=("street",),
    ),
    _asks(
        "octopus playing the piano in the desert, surrealism --chaos 60",
        thing("octopus"),
        thing("piano", "piano keys"),
        seen=("desert",),
    ),
    _asks(
        "t-rex drinking tea, victorian portrait",
        thing("t-rex", "tyrannosaurus"),
        thing("tea", "teacup", "teapot", "cup with a hot drink"),
    ),
    _asks("an avocado armchair, product design", thing("avocado"), thing("armchair", "chair")),
    _asks("teddy bear surfing a giant wave, vaporwave", thing("teddy bear"), thing("wave", "water wave")),
    _asks(
        "pineapple wearing sunglasses on the beach, pop art --s 750",
        thing("pineapple"),
        thing("sunglasses"),
        seen=("beach",),
    ),
    _asks(
        "snail racing a formula 1 car, motion blur",
        thing("snail"),
        thing("racing car", "formula 1 car"),
    ),
    _asks(
        "a toaster in love with a trombone, romantic comedy poster",
        thing("toaster"),
        thing("trombone"),
    ),
    _asks(
        "a capybara in a hot spring with an orange on its head, studio ghibli --niji 6",
        thing("capybara"),
        thing("orange", "tangerine", "mandarin"),
    ),
    _asks(
        "a shark in a business suit, office, corporate headshot --ar 3:4",
        thing("shark"),
        thing("business suit", "suit and tie", "necktie"),
        seen=("office",),
    ),
)

_GROUPS = {
    Group.SINGLE: _SINGLE,
    Group.COLOUR: _COLOURS,
    Group.COUNT: _COUNTS,
    Group.RELATION: _RELATIONS,
    Group.SCENE: _SCENES,
    Group.ABSURD: _ABSURD,
}

PROMPTS: tuple[Prompt, ...] = tuple(
    replace(prompt, group=group) for group, prompts in _GROUPS.items() for prompt in prompts
)
"""In the order of the sheet, row by row."""
