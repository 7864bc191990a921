"""Every module has a test file of its name in the same place."""

from pathlib import Path

from tests.house.source import ROOT, has_code, modules

EXEMPT: dict[str, str] = {
    "__init__.py": "the version and nothing else",
    "__main__.py": "one line, run by tests/cli/test_demo.py",
    "nouns.py": "frozen data without behaviour",
    "ports.py": "protocols and frozen data without behaviour",
    "recipes/base.py": "frozen data without behaviour",
    "engines/collage/scene.py": "frozen data without behaviour",
    "migrations/env.py": "run by tests/infra/test_migrate.py",
}
"""Module → why it needs no test file of its own. This list only shrinks."""


def _test_of(module: Path) -> Path:
    name = module.parent.name if module.name == "__init__.py" else module.stem
    folder = module.parent.parent if module.name == "__init__.py" else module.parent
    return ROOT / "tests" / folder / f"test_{name.strip('_')}.py"


def _training() -> list[Path]:
    """Every module below training/, relative to the root: nothing but a docstring is in its `__init__.py` files."""
    paths = sorted((ROOT / "training").rglob("*.py"))
    return [path.relative_to(ROOT) for path in paths if path.name != "__init__.py"]


def _without_a_test() -> set[str]:
    needed = [module for module in modules() if module.name != "__init__.py" or has_code(module)]
    return {module.as_posix() for module in [*needed, *_training()] if not _test_of(module).exists()}


def test_every_module_has_a_test_of_its_name():
    missing = sorted(_without_a_test() - set(EXEMPT))
    assert missing == [], f"write {[str(_test_of(Path(name)).relative_to(ROOT)) for name in missing]}"


def test_exemptions_are_still_needed():
    assert sorted(set(EXEMPT) - _without_a_test()) == [], "well done: take these off the list"
