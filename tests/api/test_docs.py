"""The documentation page."""

import hashlib
import re
from importlib.resources import files

import pytest

from pictoris.api.docs import KINDS

pytestmark = pytest.mark.anyio


async def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_inline(shared):
    page = await shared.client.get("/docs")
    policy = page.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert re.findall(r'(?:src|href)="(?!/)', page.text) == []
    assert re.findall(r"<script(?! src)", page.text) == []


async def test_everything_that_the_page_names_is_there(shared):
    page = (await shared.client.get("/docs/")).text
    named = re.findall(r'(?:src|href)="(/[^"]+)"', page)
    assert set(named) == {f"/docs/{name}" for name in KINDS} | {"/openapi.json"}
    for path in named:
        assert (await shared.client.get(path)).status_code == 200


async def test_there_is_nothing_else_under_it(shared):
    for name in ("ORIGIN.md", "..%2fapp.py", "swagger-ui.js"):
        assert (await shared.client.get(f"/docs/{name}")).status_code == 404


def test_the_vendored_files_are_the_ones_that_the_note_names():
    note = files("pictoris.api").joinpath("static", "ORIGIN.md").read_text("utf-8")
    for name in ("swagger-ui-bundle.js", "swagger-ui.css"):
        data = files("pictoris.api").joinpath("static", name).read_bytes()
        assert f"{hashlib.sha256(data).hexdigest()}  {name}" in note
