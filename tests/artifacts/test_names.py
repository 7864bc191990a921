"""Names of pictures: hard to guess, and only one URL form means one of ours."""

import re

import pytest

from pictoris.artifacts.names import CONTENT_TYPES, EXTENSIONS, new_name, own_name, url_of

BASE = "https://pictures.example"
NAME = "0123456789abcdef0123456789abcdef.png"


@pytest.mark.parametrize("kind", EXTENSIONS)
def test_a_new_name_is_found_again_in_its_url(kind):
    name = new_name(kind)
    assert re.fullmatch(r"[0-9a-f]{32}\.[a-z]+", name)
    assert own_name(url_of(name, BASE), BASE) == name


def test_names_are_all_different():
    assert len({new_name("png") for _ in range(500)}) == 500


def test_every_format_has_a_content_type():
    assert set(CONTENT_TYPES) == set(EXTENSIONS)


@pytest.mark.parametrize(
    "url",
    [
        f"{BASE}/files/../secret.png",
        f"{BASE}/files/{NAME}/../../secret",
        f"{BASE}/files/{NAME}\n",
        f"{BASE}/files/{NAME}?x=1",
        f"{BASE}/files/{NAME.upper()}",
        f"{BASE}/files/%2e%2e%2f{NAME}",
        f"{BASE}/files/",
        f"{BASE}.evil.example/files/{NAME}",
        f"http://pictures.example/files/{NAME}",
        f"https://ann@pictures.example/files/{NAME}",
        f"/files/{NAME}",
        NAME,
        "",
    ],
)
def test_everything_else_is_none_of_ours(url):
    assert own_name(url, BASE) is None
