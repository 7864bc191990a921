"""Texts as the numbers of word pieces that the language network was trained on."""

import json

from kitoken import Kitoken

_BEGIN, _END = 101, 102
LONGEST = 128
"""Word pieces that the network was trained to see at once, with begin and end."""
_CHARACTERS = 4000
"""More text than that never counts: it would only cost time."""


class Tokenizer:
    """BERT's uncased word pieces."""

    def __init__(self, definition: bytes) -> None:
        """`definition` is a `tokenizer.json`; its padding is left out, since batches are padded to their longest."""
        told = json.loads(definition)
        told["padding"] = told["truncation"] = None
        self._pieces = Kitoken.from_tokenizers(json.dumps(told).encode())

    def encode(self, text: str) -> list[int]:
        """The ids of a text between begin and end, cut to `LONGEST`; `[CLS]` in a text is nothing special."""
        ids = self._pieces.encode(text[:_CHARACTERS])
        return [_BEGIN, *ids[: LONGEST - 2], _END]
