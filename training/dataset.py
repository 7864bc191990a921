"""The painter's data set: pictures as latents, and their captions as word pieces, in shards of one shape each."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from pictoris.embedding.sentences import SIZE, Sentences
from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.onnx.weights import read_checked
from pictoris.engines.sketch.wording import PIECES
from training import manifest
from training.corpus.concepts import Concept, concepts
from training.corpus.drawings import Drawings
from training.network.autoencoder import Autoencoder
from training.pictures.ideas import Idea, idea
from training.pictures.render import Picture, render
from training.recipe import Recipe

_AT_ONCE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """Pictures of one shape, ready for training."""

    latents: npt.NDArray[np.float16]
    """N×8×H/8×W/8."""
    coarse: npt.NDArray[np.float16]
    """The same pictures at half their size: N×8×H/16×W/16."""
    words: npt.NDArray[np.float16]
    """N×24×384; zeros after a caption's end."""
    heard: npt.NDArray[np.uint8]
    """N: how many pieces count."""


def build(recipe: Recipe, network: Autoencoder, folder: Path, styles: Path | None) -> None:
    """Draw, encode and write every shard that is not there yet, each with what `manifest` tells of it."""
    folder.mkdir(parents=True, exist_ok=True)
    drawings = Drawings(styles)
    known = concepts(recipe.concepts)
    sentences = Sentences(Graphs(), lambda: read_checked("minilm_tokenizer.json"))
    for number, side in enumerate(recipe.shapes()):
        path = folder / f"{number:03d}.npz"
        if not path.exists():
            ideas, pictures = _drawn(recipe, known, drawings, number, side)
            words, heard = embedded(sentences, [one.caption for one in ideas])
            latents = _encoded(network, pictures, recipe.device())
            coarse = _encoded(network, [_halved(one) for one in pictures], recipe.device())
            part = path.with_suffix(".part.npz")
            np.savez(part, latents=latents, coarse=coarse, words=words, heard=heard)
            part.replace(path)
            path.with_suffix(".json").write_text(json.dumps(manifest.of_shard(ideas, side), indent=1) + "\n")
            print(path.name, flush=True)
    manifest.write(folder, recipe, styles)


def _drawn(
    recipe: Recipe, known: Sequence[Concept], drawings: Drawings, number: int, side: tuple[int, int]
) -> tuple[list[Idea], list[Picture]]:
    styles = [drawings.styles(one.id) for one in known]
    ideas, dice = ideas_of(recipe, known, styles, number)
    return ideas, [render(one, drawings, side, dice) for one in ideas]


def ideas_of(
    recipe: Recipe, known: Sequence[Concept], styles: Sequence[Sequence[str]], number: int
) -> tuple[list[Idea], np.random.Generator]:
    """What a shard shows, and the dice that go on to place it; `styles` as `idea` takes them."""
    dice, mix = np.random.default_rng((recipe.seed, 2, number)), recipe.mix_of(number)
    return [idea(known, styles, mix, dice) for _ in range(recipe.shard)], dice


def embedded(
    sentences: Sentences, captions: Sequence[str]
) -> tuple[npt.NDArray[np.float16], npt.NDArray[np.uint8]]:
    """Captions as the painter hears them: N×24×384, and how many pieces of each count."""
    words = np.zeros((len(captions), PIECES, SIZE), np.float16)
    heard = np.zeros(len(captions), np.uint8)
    for row, pieces in enumerate(sentences.pieces(captions)):
        heard[row] = min(len(pieces), PIECES)
        words[row, : heard[row]] = pieces[:PIECES]
    return words, heard


def _encoded(network: Autoencoder, pictures: Sequence[Picture], device: str) -> npt.NDArray[np.float16]:
    network.eval()
    rows = []
    with torch.no_grad(), torch.autocast(device, torch.bfloat16):
        for start in range(0, len(pictures), _AT_ONCE):
            batch = as_tensor(pictures[start : start + _AT_ONCE]).to(
                device, memory_format=torch.channels_last
            )
            rows.append(network.encode(batch).half().cpu().numpy())
    return np.concatenate(rows)


def as_tensor(pictures: Sequence[Picture]) -> Tensor:
    """Pictures of H×W×3, uint8, as N×3×H×W in [−1, 1]."""
    return torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2).float() / 127.5 - 1


def _halved(picture: Picture) -> Picture:
    size = picture.shape[1] // 2, picture.shape[0] // 2
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)


def shards(folder: Path) -> list[Shard]:
    """Every shard of a folder, in memory."""
    found = []
    for path in sorted(folder.glob("???.npz")):
        with np.load(path) as opened:
            found.append(Shard(**{name: opened[name] for name in ("latents", "coarse", "words", "heard")}))
    return found


def batches(
    found: Sequence[Shard], size: int, dice: np.random.Generator, *, coarse: bool = False
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Endless batches, each from shards of one shape: latents, words, and which pieces are heard (N×T, 0 or 1)."""
    groups: dict[tuple[int, ...], list[Shard]] = {}
    for shard in found:
        groups.setdefault(shard.latents.shape[1:], []).append(shard)
    kinds = list(groups.values())
    shares = np.array([sum(len(one.heard) for one in kind) for kind in kinds], float)
    while True:
        kind = kinds[dice.choice(len(kinds), p=shares / shares.sum())]
        yield _batch(kind, size, dice, coarse=coarse)


def _batch(
    kind: Sequence[Shard], size: int, dice: np.random.Generator, *, coarse: bool
) -> tuple[Tensor, Tensor, Tensor]:
    which = dice.integers(len(kind), size=size)
    rows = [dice.integers(len(kind[one].heard)) for one in which]
    pairs = [(kind[one], row) for one, row in zip(which, rows, strict=True)]
    latents = np.stack([(shard.coarse if coarse else shard.latents)[row] for shard, row in pairs])
    counts = np.array([shard.heard[row] for shard, row in pairs])
    longest = int(counts.max())
    words = np.stack([shard.words[row, :longest] for shard, row in pairs])
    heard = (np.arange(longest) < counts[:, None]).astype(np.float32)
    return torch.from_numpy(latents).float(), torch.from_numpy(words).float(), torch.from_numpy(heard)
