"""What the documentation says is true: its generated pages are fresh, its commands and links exist."""

import re
from pathlib import Path

import pytest

from pictoris import operations
from pictoris.api.app import endpoints
from pictoris.settings import Settings
from pictoris.words.flags import FLAGS
from scripts import make_reference
from tests.house.source import ROOT

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#\s]+)")
MAKE = re.compile(r"\bmake ([a-z][a-z-]*)\b")
IN_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)


def _page(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(make_reference.pages()))
def test_a_generated_page_is_up_to_date(name):
    assert _page(name) == make_reference.pages()[name], "run make reference"


@pytest.mark.parametrize("name", sorted(Settings.model_fields))
def test_every_setting_is_described(name):
    row = next(line for line in _page("settings.md").splitlines() if f"`PICTORIS_{name.upper()}" in line)
    assert not row.endswith("| None |")


def test_every_error_code_is_explained():
    unexplained = [one.code for one in make_reference.codes() if not one.sentence]
    assert unexplained == []


@pytest.mark.parametrize("name", sorted(operations.find()))
def test_every_operation_is_described(name):
    assert f"\n## {name}\n" in _page("operations.md")


@pytest.mark.parametrize("flag", FLAGS, ids=lambda flag: flag.name)
def test_every_flag_is_described_with_what_each_engine_does(flag):
    rows = [line for line in _page("prompts.md").splitlines() if line.startswith(f"| `--{flag.name}` |")]
    assert len(rows) == 2
    said = [flags.get(flag.name, "ignored") for flags in make_reference.engine_flags().values()]
    assert rows[1].count(" | ") == 1 + len(said)
    assert flag.everywhere in rows[1]


def test_an_engine_says_what_it_does_and_else_ignores():
    columns = {"ink": {"ar": "Cuts the paper.", "fast": "Runs."}}
    rows = [
        row
        for row in make_reference.honours_table(columns)
        if row.startswith(("| flag", "| `--ar`", "| `--v`", "| `--fast`", "| `--relax`"))
    ]
    assert [row.rsplit(" | ", 1)[-1].rstrip(" |") for row in rows] == [
        "`ink`", "Cuts the paper.", "Ignored, said in `warnings`.", "Runs.", "",
    ]  # fmt: skip


def test_the_readme_shows_every_endpoint_that_is_built():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    built = [endpoint.paths[0] for endpoint in endpoints() if not endpoint.is_planned]
    assert [path for path in built if f"`{path}`" not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_command_that_is_written_about_exists(page):
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    text = " ".join(IN_CODE.findall(page.read_text(encoding="utf-8")))
    assert set(MAKE.findall(text)) <= targets


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_inside_the_repository_leads_somewhere(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / Path(link)).exists()] == []
