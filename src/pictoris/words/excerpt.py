"""A text put together from parts of another, with the way back to where each character stands there."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

from pictoris.words.normalise import Span


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Spans of an original, in any order."""

    text: str
    spans: tuple[Span, ...]
    """Where they stand in the original; none of them is empty."""
    _begins: tuple[int, ...] = field(repr=False, compare=False)
    """Where each span begins in `text`."""

    @classmethod
    def of(cls, original: str, spans: Iterable[Span]) -> "Excerpt":
        """What stands in these spans of the original; empty ones do not count."""
        kept = tuple((start, end) for start, end in spans if start < end)
        lengths = accumulate([end - start for start, end in kept], initial=0)
        text = "".join([original[start:end] for start, end in kept])
        return cls(text, kept, tuple(lengths)[: len(kept)])

    @classmethod
    def of_groups(cls, original: str, groups: Iterable[Iterable[Span]]) -> "Excerpt":
        """What stands in groups of spans, none of them empty, with a blank after each group."""
        spans, begins, texts, at = list[Span](), list[int](), list[str](), 0
        for group in groups:
            for start, end in group:
                spans.append((start, end))
                begins.append(at)
                texts.append(original[start:end])
                at += end - start
            texts.append(" ")
            at += 1
        return cls("".join(texts), tuple(spans), tuple(begins))

    @classmethod
    def whole(cls, original: str) -> "Excerpt":
        """All of the original."""
        return cls.of(original, [(0, len(original))])

    def origin(self, at: int) -> int:
        """Where the character at an index of `text` stands in the original; of the end, where the last span ends."""
        if not self.spans:
            return 0
        number = max(0, bisect_right(self._begins, at) - 1)
        start, end = self.spans[number]
        return min(start + at - self._begins[number], end)
