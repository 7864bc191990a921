"""What a data set holds: counts of what is shown, whose drawings they are, and under which licence."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from training.corpus.drawings import ROUND
from training.pictures.ideas import HELD_OUT, Idea
from training.recipe import Recipe

_ROUND_ONES: Mapping[str, tuple[str, str]] = {
    "fluent": ("@lobehub/fluent-emoji-3d 1.1.0", "MIT, Microsoft Corporation"),
    "noto": ("@iconify-json/noto 1.2.9", "Apache-2.0, Google LLC"),
    "drawn": ("drawn for this project", "Apache-2.0"),
}
"""How a concept's id begins → where its round drawing comes from, and its licence."""
_COUNTED = ("pictures", "pairs", "counted", "coloured")
_TALLIED = ("styles", "sources", "scenes")


def of_shard(ideas: Sequence[Idea], side: tuple[int, int]) -> dict[str, object]:
    """Counts of one shard's pictures and things, and the SHA-256 of its captions, one a line."""
    things = [thing for one in ideas for thing in one.things]
    captions = "\n".join(one.caption for one in ideas)
    return {
        "pictures": len(ideas),
        "side": side,
        "captions": hashlib.sha256(captions.encode()).hexdigest(),
        "styles": Counter(thing.style for thing in things),
        "sources": Counter(f"{thing.style}/{thing.concept.id.split('/')[0]}" for thing in things),
        "scenes": Counter(one.scene or one.background or "quiet" for one in ideas),
        "pairs": sum(len(one.things) > 1 for one in ideas),
        "counted": sum(thing.count > 1 for thing in things),
        "coloured": sum(bool(thing.colour) for thing in things),
        "concepts": len({thing.concept.id for thing in things}),
    }


def write(folder: Path, recipe: Recipe, styles: Path | None) -> None:
    """Add up the shards of a folder; `styles` is where drawings of other styles, and what is told of them, lie."""
    told = [json.loads(path.read_bytes()) for path in sorted(folder.glob("???.json"))]
    tallies = {name: sum((Counter(one[name]) for one in told), Counter[str]()) for name in _TALLIED}
    whole = {
        "seed": recipe.seed,
        "held_out": f"one in {HELD_OUT} combinations of thing and scene, and of two things",
        **{name: sum(one[name] for one in told) for name in _COUNTED},
        **{name: dict(sorted(tally.items())) for name, tally in tallies.items()},
        "drawings": _licences(tallies["sources"], styles),
        "captions": [one["captions"] for one in told],
    }
    (folder / "manifest.json").write_text(json.dumps(whole, indent=1) + "\n")


def _licences(sources: Counter[str], styles: Path | None) -> Sequence[Mapping[str, object]]:
    """Every package that drawings come from, with its licence and how often one of them is shown."""
    others: Mapping[str, Any] = {} if styles is None else json.loads((styles / "manifest.json").read_bytes())
    shown: Counter[tuple[str, str]] = Counter()
    for source, count in sources.items():
        style, corpus = source.split("/")
        if style == ROUND:
            shown[_ROUND_ONES[corpus]] += count
        else:
            other = others[style]
            shown[f"{other['package']} {other['version']}", other["licence"]] += count
    return [{"from": name, "licence": licence, "shown": count} for (name, licence), count in shown.items()]
