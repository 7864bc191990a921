"""Word pieces are those of the library that the network was trained with."""

import pytest

from pictoris.embedding.tokenizer import LONGEST, Tokenizer
from pictoris.engines.onnx.weights import read_checked

TOKENIZER = Tokenizer(read_checked("minilm_tokenizer.json"))


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        # What `tokenizers` 0.23 gives.
        ("A red fox, in the snow!", [1037, 2417, 4419, 1010, 1999, 1996, 4586, 999]),
        ("café naïve ÅÖÜ", [7668, 15743, 20118, 2226]),
        ("日本語のテキスト", [1864, 1876, 1950, 1671, 30239, 30227, 30233, 30240]),
        ("don't stop-believing 3.14", [2123, 1005, 1056, 2644, 1011, 8929, 1017, 1012, 2403]),
        ("🦊 fox emoji", [100, 4419, 7861, 29147, 2072]),
        ("Привет мир", [1194, 16856, 10325, 25529, 15290, 22919, 1191, 10325, 16856]),
        ("a\u0301 combining", [1037, 11566]),
        ("\x00 control \u200b zero", [2491, 5717]),
        ("unaffable " + "x" * 150, [14477, 20961, 3468, 100]),
        ("İstanbul DİYARBAKIR ß ẞ", [9960, 4487, 13380, 3676, 23630, 1096, 1096]),
        ("", []),
        (" \n\t ", []),
    ],
)
def test_word_pieces_are_those_of_the_reference(text, pieces):
    assert TOKENIZER.encode(text) == [101, *pieces, 102]


def test_names_of_special_pieces_are_ordinary_text():
    assert not {0, 100, 102, 103} & set(TOKENIZER.encode("[CLS] [SEP] [PAD] [MASK] [UNK]")[1:-1])


@pytest.mark.parametrize("text", ["word " * 5000, "x" * 100_000, "語" * 9000])
def test_a_long_text_is_cut(text):
    assert len(TOKENIZER.encode(text)) <= LONGEST


def test_the_same_text_gives_the_same_pieces():
    assert TOKENIZER.encode("a hot air balloon") == TOKENIZER.encode("A HOT  AIR\nBALLOON")
