"""Each family is asked four questions, and the registry knows the same families."""

import pytest

from pictoris.engines.captioning.asks import ASKS
from pictoris.models.catalogue import FAMILIES


@pytest.mark.parametrize("asks", ASKS.values(), ids=ASKS.keys())
def test_questions_go_from_short_to_long_and_the_likeliest_comes_first(asks):
    assert [ask.tokens for ask in asks] == sorted(ask.tokens for ask in asks)
    assert not asks[0].is_sampled
    assert asks[-1].is_sampled


def test_the_registry_knows_the_same_families():
    assert set(ASKS) == {name for name, does in FAMILIES.items() if does == ("describe",)}
