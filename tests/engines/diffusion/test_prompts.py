"""Words and weights become embeddings, the same in every batch."""

import pytest

from pictoris.engines.diffusion.families import FAMILIES
from pictoris.engines.diffusion.options import Options
from pictoris.engines.diffusion.planning import Cell
from pictoris.ports import Words

torch = pytest.importorskip("torch")
loading = pytest.importorskip("pictoris.engines.diffusion.loading")
prompts = pytest.importorskip("pictoris.engines.diffusion.prompts")


@pytest.fixture(scope="module")
def reader_of(folder_of):
    def make(family, *, guided=True):
        loaded = loading.Loaded(folder_of(family), Options())
        return prompts.Reader(loaded.base, FAMILIES[family], loaded.device, guided=guided)

    return make


def cell(*words, seed=1, **more):
    return Cell(seed=seed, words=tuple(Words(text=text, weight=weight) for text, weight in words), **more)


@pytest.mark.parametrize("family", ["sd15", "sdxl", "sd35", "flux-dev", "qwen-image", "z-image"])
def test_a_prompt_reads_the_same_alone_and_beside_a_longer_one(reader_of, family):
    reader = reader_of(family)
    one, long = cell(("fox", 1.0)), cell(("an old red house in the snow", 1.0))
    alone, among = reader.read([one]), reader.read([one, long])
    for name, embedding in alone.items():
        first = among[name][0]
        own = embedding[0]
        assert torch.equal(first[: own.shape[0]], own), name


def test_weights_mix_what_words_mean(reader_of):
    reader = reader_of("sd15")
    fox, snow = (reader.read([cell((text, 1.0))])["prompt_embeds"] for text in ("fox", "snow"))
    mixed = reader.read([cell(("fox", 3.0), ("snow", 1.0))])["prompt_embeds"]
    assert torch.allclose(mixed, 0.75 * fox + 0.25 * snow, atol=1e-6)


def test_what_must_not_be_seen_is_read_only_with_guidance(reader_of):
    guided = reader_of("sdxl").read([cell(("fox", 1.0), without="snow")])
    assert not torch.equal(
        guided["negative_prompt_embeds"], torch.zeros_like(guided["negative_prompt_embeds"])
    )
    assert "negative_prompt_embeds" not in reader_of("sdxl", guided=False).read([cell(("fox", 1.0))])


def test_without_negative_words_sdxl_gets_the_zeros_that_it_was_trained_with(reader_of):
    assert reader_of("sdxl").read([cell(("fox", 1.0))])["negative_prompt_embeds"].abs().max() == 0


@pytest.mark.parametrize("family", ["sd15", "z-image"])
def test_chaos_moves_the_meaning_by_the_seed_and_by_its_amount(reader_of, family):
    reader = reader_of(family)

    def moved(**more):
        still, now = (reader.read([cell(("fox", 1.0), **one)])["prompt_embeds"][0] for one in ({}, more))
        return now - still

    assert torch.equal(moved(chaos=50, seed=3), moved(chaos=50, seed=3))
    assert not torch.equal(moved(chaos=50, seed=3), moved(chaos=50, seed=4))
    assert moved(chaos=100).std() > 1.5 * moved(chaos=50).std() > 0


def test_a_prompt_that_is_too_long_is_said(reader_of):
    reader = reader_of("sd15")
    assert prompts.too_long(reader.pipeline, [Words(text="fox")], FAMILIES["sd15"]) is None
    said = prompts.too_long(reader.pipeline, [Words(text="fox " * 60)], FAMILIES["sd15"])
    assert said is not None
    assert "77" in said
    assert prompts.too_long(reader.pipeline, [Words(text="fox " * 60)], FAMILIES["flux-dev"]) is None
