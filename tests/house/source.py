"""The house's own source, as the tests about the house read it."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import grimp
from typing_extensions import override

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "src" / "pictoris"
FROZEN = "migrations/versions/"
"""A migration says what the schema was on its day; nobody changes or tidies it afterwards."""


@dataclass(frozen=True)
class Function:
    """A function or method: where it stands, its name and how many lines it takes, decorators left out."""

    path: str
    name: str
    lines: int

    @override
    def __str__(self) -> str:
        return f"{self.path}:{self.name}"


def modules() -> list[Path]:
    """Every module below src/pictoris, relative to it, but for the frozen ones."""
    paths = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
    return [path for path in paths if not path.as_posix().startswith(FROZEN)]


def lines_of(module: Path) -> int:
    return len((PACKAGE / module).read_text(encoding="utf-8").splitlines())


@cache
def tree_of(module: Path) -> ast.Module:
    return ast.parse((PACKAGE / module).read_text(encoding="utf-8"))


def functions() -> Iterator[Function]:
    for module in modules():
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                assert node.end_lineno is not None
                yield Function(module.as_posix(), node.name, node.end_lineno - node.lineno + 1)


def has_code(module: Path) -> bool:
    """Whether there is more than a docstring in it."""
    statements = tree_of(module).body
    return any(
        not (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)) for node in statements
    )


@cache
def graph() -> grimp.ImportGraph:
    """Who imports whom, imports for types included."""
    return grimp.build_graph("pictoris", cache_dir=None)
