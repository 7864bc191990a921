"""Texts of like meaning have vectors of like direction."""

import numpy as np
import pytest

from pictoris.embedding.sentences import SIZE, Sentences
from pictoris.engines.onnx.sessions import Graphs
from pictoris.engines.onnx.weights import read_checked

SENTENCES = Sentences(Graphs(), lambda: read_checked("minilm_tokenizer.json"))


def likeness(first, second):
    one, two = SENTENCES.embed([first, second])
    return float(one @ two)


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [
        ("puppy", "dog", "tractor"),
        ("automobile", "car", "banana"),
        ("a tall lighthouse", "tower by the sea", "sandwich"),
    ],
)
def test_what_means_the_same_is_nearer_than_what_does_not(word, near, far):
    assert likeness(word, near) > likeness(word, far) + 0.15


def test_vectors_have_length_one():
    vectors = SENTENCES.embed([f"{number} apples" for number in range(40)])
    assert vectors.shape == (40, SIZE)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)


def test_company_changes_hardly_anything():
    alone = SENTENCES.embed(["dragon"])[0]
    together = SENTENCES.embed(
        ["dragon", "a very long sentence about the weather in the mountains of Norway"]
    )[0]
    assert float(alone @ together) > 0.97


def test_no_text_gives_no_vector_and_an_empty_text_gives_one():
    assert SENTENCES.embed([]).shape == (0, SIZE)
    assert SENTENCES.embed([""]).shape == (1, SIZE)


def test_the_tokenizer_is_read_at_the_first_text_and_once():
    asked = []

    def definition():
        asked.append(1)
        return read_checked("minilm_tokenizer.json")

    sentences = Sentences(Graphs(), definition)
    assert asked == []
    sentences.embed(["a fox"])
    sentences.embed(["a wolf"])
    assert asked == [1]
