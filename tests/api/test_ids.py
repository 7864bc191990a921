"""Ids as they come in from outside."""

import pytest

from pictoris.api.ids import job_id_of
from pictoris.errors import NotFound
from pictoris.infra.ids import new_uuid


def test_an_id_of_ours_passes():
    one = new_uuid()
    assert job_id_of(one) == one


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "\0",
        "5B0F6A52-6D3E-4A55-9D6E-0C4F9B6F2F11",
        "5b0f6a526d3e4a559d6e0c4f9b6f2f11",
        new_uuid() + "\n",
    ],
)
def test_anything_else_is_nobodys(text):
    with pytest.raises(NotFound):
        job_id_of(text)
