"""Paths as clients write them."""

import pytest

from pictoris.api.paths import both_families, canonical, tidy


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/api/v1/nova/button", "/api/v1/nova/button"),
        ("//api/v1/nova/imagine", "/api/v1/nova/imagine"),
        ("///api//v1/nova/imagine//", "/api/v1/nova/imagine"),
        ("/api/v1/midjourney/button/", "/api/v1/midjourney/button"),
        ("/", "/"),
        ("//", "/"),
        ("", "/"),
    ],
)
def test_slashes_are_forgiven(written, meant):
    assert tidy(written) == meant


def test_both_families_are_one_thing():
    assert both_families("/api/v1/{family}/x") == ("/api/v1/nova/x", "/api/v1/midjourney/x")
    assert {canonical(path) for path in both_families("/api/v1/{family}/x/")} == {"/api/v1/nova/x"}


def test_only_the_family_is_renamed():
    assert canonical("/api/v1/message/midjourney/") == "/api/v1/message/midjourney"
