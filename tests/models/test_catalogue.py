"""Well-known models stand in the catalogue under their true licences."""

import re

import pytest

from pictoris.models.catalogue import CATALOGUE, FAMILIES, LICENCES, UNKNOWN

FREE = {"Apache-2.0", "MIT", "BSD-3-Clause", "CreativeML OpenRAIL-M", "CreativeML OpenRAIL++-M"}


@pytest.mark.parametrize(
    ("name", "licence", "is_commercial"),
    [
        ("flux-schnell", "Apache-2.0", True),
        ("flux-dev", "FLUX.1 [dev] Non-Commercial", False),
        ("flux-fill", "FLUX.1 [dev] Non-Commercial", False),
        ("flux-kontext", "FLUX.1 [dev] Non-Commercial", False),
        ("sdxl", "CreativeML OpenRAIL++-M", True),
        ("sdxl-turbo", "Stability AI Community", False),
        ("sd15", "CreativeML OpenRAIL-M", True),
        ("sd35-large", "Stability AI Community", False),
        ("qwen-image", "Apache-2.0", True),
        ("z-image-turbo", "Apache-2.0", True),
        ("florence-2-base", "MIT", True),
        ("blip-base", "BSD-3-Clause", True),
    ],
)
def test_the_licence_of(name, licence, is_commercial):
    entry = CATALOGUE[name]
    assert (entry.licence.name, entry.licence.commercial) == (licence, is_commercial)


@pytest.mark.parametrize("entry", CATALOGUE.values(), ids=lambda entry: entry.name)
def test_every_entry_can_be_pulled(entry):
    assert re.fullmatch(r"[\w.-]+/[\w.-]+", entry.source)
    assert entry.family in FAMILIES
    assert entry.gigabytes > 0
    assert (entry.kind == "caption") == (FAMILIES[entry.family] == ("describe",))


def test_only_free_licences_count_as_commercial_and_an_unknown_one_does_not():
    assert {one.name for one in LICENCES.values() if one.commercial} == FREE
    assert not UNKNOWN.commercial
