"""Nouns that no table knows, looked up by their meaning."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from pictoris.engines.collage.library import Library, Meaning
from pictoris.engines.collage.parsing import Draft

Embeds: TypeAlias = Callable[[Sequence[str]], Meaning]
"""N texts → N×384 unit vectors (`embedding.sentences.Sentences.embed`)."""

LIKE_ENOUGH = 0.69
"""Likeness from which on a noun that no table knows is taken for the nearest one that is known."""
LIKE_ENOUGH_IN_DOUBT = 0.8
"""The same for words that may be no noun at all."""
_MOST = 12
"""Nouns of a prompt that are looked up."""
_SPELLED_ALIKE = 3
"""Letters: words that begin with the same ones share word pieces, which makes `puffin` look like `puff`."""


def resolve(drafts: Sequence[Draft], library: Library, embed: Embeds) -> tuple[str, ...]:
    """Give drafts without choices those of the nearest known term; the words of nouns that have none are returned.

    Drafts that stay without choices are to be left out. Raises `Failed` as `embed` does.
    """
    open_ = [draft for draft in drafts if not draft.choices]
    asked = list(dict.fromkeys(text for draft in open_[:_MOST] for text in _texts(draft.words)))
    meanings = dict(zip(asked, embed(asked), strict=True)) if asked else {}
    for draft in open_[:_MOST]:
        least = LIKE_ENOUGH if draft.sure else LIKE_ENOUGH_IN_DOUBT
        near = [one for text in _texts(draft.words) for one in library.nearest(meanings[text])]
        likeness, term = max(
            (one for one in near if not _spelled_alike(draft.words, one[1])), default=(0.0, "")
        )
        if likeness >= least:
            draft.choices = library.terms[term]
    return tuple(dict.fromkeys(draft.words for draft in open_ if draft.sure and not draft.choices))


def _texts(words: str) -> list[str]:
    """The whole phrase, and its last word, which mostly is the noun."""
    return list(dict.fromkeys([words, words.rsplit(" ", maxsplit=1)[-1]]))


def _spelled_alike(asked: str, term: str) -> bool:
    """Whether two phrases are alike by their letters only: the same noun at the end is a likeness of meaning."""
    words, others = asked.split(" "), term.split(" ")
    if words[-1] == others[-1]:
        return False
    beginnings = {word[:_SPELLED_ALIKE] for word in words}
    return any(word[:_SPELLED_ALIKE] in beginnings for word in others)
