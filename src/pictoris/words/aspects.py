"""Word lists for extending prompts: what a prompt says already, and what could be said."""

from collections.abc import Mapping, Sequence
from enum import Enum, auto


class Aspect(Enum):
    """What a good prompt tells beside its subject."""

    MEDIUM = auto()
    LIGHT = auto()
    COMPOSITION = auto()
    DETAIL = auto()
    MOOD = auto()


class Family(Enum):
    """Media that are described in the same words."""

    PHOTO = auto()
    PAINTING = auto()
    DRAWING = auto()
    GRAPHIC = auto()
    RENDER = auto()


class Subject(Enum):
    """What kind of thing is painted."""

    PERSON = auto()
    ANIMAL = auto()
    FOOD = auto()
    CITY = auto()
    NATURE = auto()
    VEHICLE = auto()
    INTERIOR = auto()
    FANTASY = auto()
    THING = auto()


class Hour(Enum):
    """When it is, or what the weather does to the light."""

    NIGHT = auto()
    EDGE = auto()
    """Dawn or dusk."""
    RAIN = auto()
    SNOW = auto()
    MIST = auto()
    INDOORS = auto()
    DAY = auto()


SAID: Mapping[Aspect, str] = {
    Aspect.LIGHT: "light, lighting, lit, backlit, sunlit, moonlit, candlelit, daylight, sunlight, moonlight, candlelight,"
    " lamplight, firelight, twilight, glow, glowing, shadows, shadow, sunbeams, golden hour, blue hour, low key,"
    " high key, rim light, chiaroscuro, neon, spotlight, overcast, sunny, sunrise, sunset, bokeh lights, lights,"
    " line art, lineart, coloring page, colouring page, blueprint, silhouette, minimal, minimalist, minimalistic",
    Aspect.COMPOSITION: "composition, close up, closeup, extreme close up, macro, wide shot, wide angle, medium shot,"
    " full body, full length, half length, head and shoulders, portrait shot, establishing shot, aerial view, drone view,"
    " bird s eye view, birds eye view, top down, overhead, flat lay, low angle, high angle, eye level, from above,"
    " from below, from behind, side view, front view, profile view, isometric, panorama, panoramic, symmetrical,"
    " symmetry, centered, centred, rule of thirds, fisheye, tilt shift, framing, depth of field, bokeh, lens, 24mm,"
    " 35mm, 50mm, 85mm, 100mm, viewpoint, perspective, cropped, full page",
    Aspect.DETAIL: "detailed, detail, details, intricate, sharp, sharp focus, crisp, 4k, 8k, hd, uhd, hdr, hyperrealistic,"
    " photorealistic, realistic, texture, textures, textured, fine detail, grainy, grain, blurry, soft focus, minimal,"
    " minimalist, minimalistic, simple, smooth, clean lines, brushwork, brush strokes, brushstrokes, hatching, linework",
    Aspect.MOOD: "mood, moody, atmosphere, atmospheric, serene, peaceful, calm, dramatic, epic, gloomy, dark, joyful,"
    " cheerful, happy, sad, melancholic, mysterious, eerie, cozy, cosy, whimsical, romantic, nostalgic, dreamy, tense,"
    " quiet, lively, playful, majestic, tranquil, ominous, elegant, inviting, angry, scary, spooky, energetic, chaotic,"
    " colorful, colourful, vibrant, pastel, muted, monochrome, black and white, sepia, warm colors, warm colours,"
    " cool colors, cool colours, color palette, colour palette, palette, tones",
}
"""Aspect → the words that show it has been told."""

FAMILIES: Mapping[Family, str] = {
    Family.PHOTO: "photo, photos, photograph, photography, photographic, photorealistic, hyperrealistic, dslr, polaroid,"
    " analog film, film still, cinematic still, movie still, cinematic shot, kodak, portra, leica, canon, nikon, hasselblad,"
    " snapshot, daguerreotype, long exposure, selfie, cctv footage, bokeh",
    Family.PAINTING: "painting, painted, oil painting, oil on canvas, watercolor, watercolour, acrylic, gouache, fresco,"
    " impressionist, impressionism, expressionist, baroque, renaissance, ukiyo e, mural, tempera, pastel painting, matte painting,"
    " van gogh, monet, rembrandt, vermeer, brush strokes, brushstrokes, brushwork, impasto, ink wash, art nouveau",
    Family.DRAWING: "drawing, sketch, sketched, line art, lineart, ink, pencil, charcoal, crayon, comic, comics, manga,"
    " anime, cartoon, doodle, engraving, etching, woodcut, linocut, illustration, illustrated, storybook, coloring page,"
    " colouring page, children s book, ghibli, crosshatching, hatching, blueprint, digital art, concept art",
    Family.GRAPHIC: "logo, icon, icons, vector, flat design, sticker, pixel art, emblem, badge, infographic, typography,"
    " poster, pattern, seamless pattern, wallpaper pattern, app icon, silhouette, stencil, paper cut, papercut, collage,"
    " stained glass, mosaic, emoji, ui design, website design, flyer, banner, t shirt design",
    Family.RENDER: "3d, 3d render, render, rendered, rendering, cgi, blender, octane, unreal engine, c4d, cinema 4d,"
    " low poly, lowpoly, voxel, claymation, clay model, isometric, raytraced, ray tracing, pixar, lego, figurine,"
    " sculpture, statue, origami, diorama, knitted, felted, plasticine",
}
"""Family → the words that name it."""

SUBJECTS: Mapping[Subject, str] = {
    Subject.FANTASY: "dragon, dragons, wizard, witch, elf, elves, fairy, fairies, unicorn, mermaid, goblin, orc, demon, angel,"
    " spaceship, spaceships, alien, aliens, robot, robots, cyborg, cyberpunk, steampunk, galaxy, nebula, planet, planets,"
    " magic, magical, enchanted, mythical, phoenix, griffin, castle in the sky, surreal, dreamscape, monster, ghost",
    Subject.PERSON: "person, people, man, woman, men, women, portrait, girl, boy, child, children, family, couple, crowd,"
    " face, dancer, musician, chef, astronaut, knight, king, queen, samurai, warrior, farmer, fisherman, nurse, doctor,"
    " soldier, old man, old woman, grandmother, grandfather, bride, groom, athlete, runner, cyclist, surfer, skater,"
    " detective, pirate, monk, scientist, teacher, worker, artist, painter, singer, actor, actress, model, human",
    Subject.ANIMAL: "animal, animals, cat, cats, kitten, dog, dogs, puppy, fox, foxes, wolf, bear, lion, tiger, elephant,"
    " horse, horses, bird, birds, owl, eagle, parrot, hummingbird, penguin, fish, shark, whale, dolphin, octopus, jellyfish,"
    " turtle, frog, snake, lizard, butterfly, bee, spider, insect, rabbit, deer, cow, sheep, goat, pig, monkey, panda,"
    " koala, hedgehog, squirrel, otter, raccoon, mouse, hamster, leopard, cheetah, zebra, giraffe, crab, snail, duck,"
    " chicken, rooster, goose, swan, crow, raven, mole rat",
    Subject.FOOD: "food, cake, cakes, pizza, burger, sushi, ramen, pasta, bread, soup, salad, breakfast, dinner, coffee,"
    " espresso, tea, wine, cocktail, beer, fruit, fruits, apple, apples, strawberry, strawberries, ice cream, chocolate,"
    " cookie, cookies, pancakes, croissant, cheese, steak, dessert, sandwich, lemon, lemons",
    Subject.CITY: "city, cityscape, street, streets, skyline, town, village, building, buildings, skyscraper, skyscrapers,"
    " house, houses, cottage, castle, church, cathedral, temple, bridge, tower, alley, market, harbor, harbour, ruins,"
    " architecture, lighthouse, train station, windmill, palace, pagoda, rooftop, rooftops, square, metropolis",
    Subject.NATURE: "landscape, mountain, mountains, forest, woods, lake, river, sea, ocean, beach, island, desert, dunes,"
    " valley, hill, hills, field, fields, meadow, waterfall, canyon, cliff, cliffs, jungle, garden, tree, trees, flower,"
    " flowers, rose, roses, tulips, sunflower, sunflowers, sky, clouds, glacier, volcano, coast, wave, waves, cave,"
    " moon, aurora, northern lights, mushroom, mushrooms, leaf, leaves, autumn, spring, winter",
    Subject.VEHICLE: "car, cars, truck, bus, train, locomotive, motorcycle, motorbike, bicycle, bike, scooter, airplane,"
    " aeroplane, plane, jet, helicopter, rocket, ship, boat, sailboat, submarine, tractor, tram, balloon, hot air balloon,"
    " kite, race car, sports car, van, yacht, zeppelin",
    Subject.INTERIOR: "room, interior, kitchen, bedroom, living room, bathroom, library, office, studio, cafe, bar, restaurant,"
    " workshop, hallway, staircase, attic, cellar, greenhouse, bookshop, museum, gallery, classroom, laboratory, lab",
}
"""Subject → its words; the first subject that is named wins, in this order."""

HOURS: Mapping[Hour, str] = {
    Hour.NIGHT: "night, midnight, nighttime, moon, moonlit, stars, starry, milky way, aurora, northern lights, nocturnal, dark",
    Hour.EDGE: "dawn, dusk, sunrise, sunset, twilight, evening, morning, golden hour, blue hour, sundown",
    Hour.RAIN: "rain, rainy, raining, storm, stormy, thunderstorm, wet street, wet streets, puddles, monsoon, umbrella",
    Hour.SNOW: "snow, snowy, snowfall, snowing, winter, ice, frozen, blizzard, arctic, glacier, frost, frosty",
    Hour.MIST: "mist, misty, fog, foggy, haze, hazy, smoke, smoky, steam",
    Hour.INDOORS: "indoors, inside, studio, room, interior, kitchen, bedroom, living room, library, office, cafe, bar,"
    " restaurant, workshop, hallway, museum, laboratory, attic, cellar, cave, underwater, in space, plain background,"
    " white background, black background",
}
"""Hour → its words; without any it is day."""

MEDIA: Mapping[Subject, str] = {
    **dict.fromkeys(Subject, "photograph"),
    Subject.FANTASY: "digital illustration",
}
"""What a prompt that names no medium becomes."""

LIGHTS: Mapping[Hour, Sequence[str]] = {
    Hour.NIGHT: ("soft glow against deep darkness", "cool moonlight with deep shadows"),
    Hour.EDGE: ("warm low light with long shadows", "golden rim light along the edges"),
    Hour.RAIN: ("diffused overcast light with wet reflections", "cool overcast light on wet surfaces"),
    Hour.SNOW: ("pale cold light", "soft overcast light on the snow"),
    Hour.MIST: ("soft diffused light through the haze", "pale light fading into the distance"),
    Hour.INDOORS: ("soft light from one side", "gentle diffused lighting"),
    Hour.DAY: ("soft natural light", "warm light from the side", "clear bright daylight"),
}

COMPOSITIONS: Mapping[Subject, Sequence[str]] = {
    Subject.PERSON: (
        "eye level, background softly out of focus, shallow depth of field",
        "half length, centred composition",
    ),
    Subject.ANIMAL: ("eye level, shallow depth of field", "close up, centred composition"),
    Subject.FOOD: (
        "close up at a slight high angle, shallow depth of field",
        "overhead flat lay composition",
    ),
    Subject.CITY: ("wide shot with leading lines in perspective", "low angle, strong perspective"),
    Subject.NATURE: ("wide angle with layered foreground and distance", "panoramic composition, low horizon"),
    Subject.VEHICLE: ("three-quarter front view, low angle", "side view, centred composition"),
    Subject.INTERIOR: ("wide angle from eye level", "symmetrical composition"),
    Subject.FANTASY: (
        "wide shot with strong sense of scale, low angle",
        "centred composition with layered depth",
    ),
    Subject.THING: ("centred composition", "close up, balanced composition"),
}

DETAILS: Mapping[Family, str] = {
    Family.PHOTO: "sharp focus, fine detail",
    Family.PAINTING: "visible brushwork, rich texture",
    Family.DRAWING: "confident linework, fine detail",
    Family.GRAPHIC: "clean lines, crisp edges",
    Family.RENDER: "smooth surfaces, fine material detail",
}

MOODS: Mapping[Subject, Sequence[str]] = {
    Subject.PERSON: ("quiet, natural mood", "calm atmosphere"),
    Subject.ANIMAL: ("quiet, attentive mood", "gentle atmosphere"),
    Subject.FOOD: ("inviting mood", "fresh, inviting atmosphere"),
    Subject.CITY: ("lively atmosphere", "quiet atmosphere"),
    Subject.NATURE: ("serene atmosphere", "majestic, tranquil mood"),
    Subject.VEHICLE: ("sense of motion, energetic mood", "elegant mood"),
    Subject.INTERIOR: ("cosy atmosphere", "calm, tidy mood"),
    Subject.FANTASY: ("mysterious atmosphere", "epic, dreamy mood"),
    Subject.THING: ("calm, balanced mood", "quiet mood"),
}
