"""Words and weights → embeddings, one prompt at a time, so that a prompt reads the same in every batch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any, TypeAlias

import torch

from pictoris.engines.diffusion.families import Family, Text
from pictoris.engines.diffusion.planning import Cell
from pictoris.ports import Words

Embeddings: TypeAlias = Mapping[str, Any]
"""Argument of the pipeline → tensor whose first dimension is 1 (or, for `CHAT`, a list of one tensor)."""

_CHAOS = 0.25
"""Noise at chaos 100, in standard deviations of the embedding; Sadat 2023 (CADS) finds 0.25 rich and still true."""
_CHAOS_SEED = 0x5EED


@dataclass(slots=True)
class Reader:
    """Encodes the prompts of a batch, each text once."""

    pipeline: Any
    family: Family
    device: Any
    guided: bool
    """Whether guidance is computed, and a negative prompt is wanted with it."""
    _read: dict[tuple[str, str], Embeddings] = field(default_factory=dict)

    def read(self, cells: Sequence[Cell]) -> dict[str, Any]:
        """The embeddings of all cells, as arguments of the pipeline."""
        if self.family.text is Text.WITH_PICTURES:
            prompts = {"prompt": ", ".join(one.text for one in cells[0].words)}
            return {**prompts, "negative_prompt": cells[0].without or " "} if self.guided else prompts
        return _together([self._of(cell) for cell in cells])

    def _of(self, cell: Cell) -> Embeddings:
        parts = [(self._encoded(words.text, cell.without), words.weight) for words in cell.words]
        mixed = _average(parts)
        return _stirred(mixed, cell) if cell.chaos else mixed

    def _encoded(self, text: str, without: str) -> Embeddings:
        if (text, without) not in self._read:
            with torch.no_grad():
                self._read[text, without] = _ENCODERS[self.family.text](self, text, without)
        return self._read[text, without]


def too_long(pipeline: Any, words: Sequence[Words], family: Family) -> str | None:
    """A sentence if the model does not read the prompt to its end."""
    tokenizer = getattr(pipeline, "tokenizer", None)
    if tokenizer is None or family.text not in {Text.CLIP, Text.CLIP_PAIR}:
        return None
    longest = max(len(tokenizer(one.text, truncation=False, verbose=False).input_ids) for one in words)
    if longest <= tokenizer.model_max_length:
        return None
    return f"This model reads the first {tokenizer.model_max_length} tokens of a prompt; yours has {longest}."


def _clip(reader: Reader, text: str, without: str) -> Embeddings:
    positive, negative = reader.pipeline.encode_prompt(
        text, reader.device, 1, reader.guided, negative_prompt=without
    )
    return _present(prompt_embeds=positive, negative_prompt_embeds=negative)


def _clip_pair(reader: Reader, text: str, without: str) -> Embeddings:
    # An empty negative prompt must stay None: SDXL was trained with zeros in its place.
    return _four(
        reader.pipeline.encode_prompt(
            text, do_classifier_free_guidance=reader.guided, negative_prompt=without or None
        )
    )


def _clip_t5(reader: Reader, text: str, without: str) -> Embeddings:
    return _four(
        reader.pipeline.encode_prompt(
            text, None, None, do_classifier_free_guidance=reader.guided, negative_prompt=without
        )
    )


def _four(encoded: Sequence[Any]) -> Embeddings:
    positive, negative, pooled, negative_pooled = encoded
    return _present(
        prompt_embeds=positive,
        negative_prompt_embeds=negative,
        pooled_prompt_embeds=pooled,
        negative_pooled_prompt_embeds=negative_pooled,
    )


def _flux(reader: Reader, text: str, _without: str) -> Embeddings:
    positive, pooled, _ = reader.pipeline.encode_prompt(text, None)
    return _present(prompt_embeds=positive, pooled_prompt_embeds=pooled)


def _qwen(reader: Reader, text: str, without: str) -> Embeddings:
    positive, mask = reader.pipeline.encode_prompt(text)
    made = {"prompt_embeds": positive, "prompt_embeds_mask": _mask(mask, positive)}
    if reader.guided:
        negative, mask = reader.pipeline.encode_prompt(without or " ")
        made |= {"negative_prompt_embeds": negative, "negative_prompt_embeds_mask": _mask(mask, negative)}
    return made


def _mask(mask: Any, embeddings: Any) -> Any:
    """The mask in full: the pipeline gives None where every token counts."""
    return embeddings.new_ones(embeddings.shape[:2], dtype=torch.long) if mask is None else mask


def _chat(reader: Reader, text: str, without: str) -> Embeddings:
    positive, negative = reader.pipeline.encode_prompt(
        text, do_classifier_free_guidance=reader.guided, negative_prompt=without
    )
    return {"prompt_embeds": positive, "negative_prompt_embeds": negative or None}


_ENCODERS: Mapping[Text, Callable[[Reader, str, str], Embeddings]] = {
    Text.CLIP: _clip,
    Text.CLIP_PAIR: _clip_pair,
    Text.CLIP_T5: _clip_t5,
    Text.FLUX: _flux,
    Text.QWEN: _qwen,
    Text.CHAT: _chat,
}


def _present(**embeddings: Any) -> Embeddings:
    return {name: one for name, one in embeddings.items() if one is not None}


def _average(parts: Sequence[tuple[Embeddings, float]]) -> Embeddings:
    """The weighted mean of embeddings of one length; what is negative is the same in all of them."""
    first, total = parts[0][0], sum(weight for _, weight in parts)
    if len(parts) == 1:
        return first

    def mean(name: str) -> Any:
        return reduce(torch.add, (one[name] * (weight / total) for one, weight in parts))

    return {name: one if name.startswith("negative") else mean(name) for name, one in first.items()}


def _stirred(embeddings: Embeddings, cell: Cell) -> Embeddings:
    """Add noise of the cell's own seed to what the words mean."""
    generator = torch.Generator().manual_seed(cell.seed ^ _CHAOS_SEED)

    def stir(one: Any) -> Any:
        noise = torch.randn(one.shape, generator=generator).to(one)
        return one + noise * one.std() * (_CHAOS * cell.chaos / 100)

    meant = embeddings["prompt_embeds"]
    stirred = [stir(one) for one in meant] if isinstance(meant, list) else stir(meant)
    return {**embeddings, "prompt_embeds": stirred}


def _together(cells: Sequence[Embeddings]) -> dict[str, Any]:
    return {name: _stacked(name, [cell[name] for cell in cells]) for name in cells[0]}


def _stacked(name: str, rows: Sequence[Any]) -> Any:
    """Rows of one batch; shorter ones are filled with zeros, which their masks leave out."""
    if rows[0] is None:
        return None
    if isinstance(rows[0], list):
        return [one for row in rows for one in row]
    longest = max(row.shape[1] for row in rows)
    if name.startswith(("pooled", "negative_pooled")) or all(row.shape[1] == longest for row in rows):
        return torch.cat(list(rows))
    return torch.cat([_lengthened(row, longest) for row in rows])


def _lengthened(row: Any, longest: int) -> Any:
    return torch.cat([row, row.new_zeros((row.shape[0], longest - row.shape[1], *row.shape[2:]))], dim=1)
