"""Imports go one way, money has its keepers, and the API process stays light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.source import ROOT, modules, tree_of

HEAVY = ("numpy", "cv2", "PIL", "onnxruntime")
LIGHT = ("pictoris.cli.main", "pictoris.wiring", "pictoris.api.app", "pictoris.flow.submit", "pictoris.reads")
MAY_OPEN = {"writing": ("flow/", "infra/"), "reading": ("flow/", "reads.py", "infra/")}

WHAT_IS_LOADED = f"""
import importlib, sys
importlib.import_module(sys.argv[1])
print(*[name for name in {HEAVY} if name in sys.modules])
"""


def test_the_contracts_of_direction_are_kept():
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as c; c()",
        "--no-cache",
    ]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.mark.parametrize("module", LIGHT)
def test_the_api_process_loads_no_picture_library(module):
    command = [sys.executable, "-c", WHAT_IS_LOADED, module]
    loaded = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (loaded.returncode, loaded.stdout.split()) == (0, []), loaded.stderr


def _opens(module: Path, verb: str) -> bool:
    return any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == verb
        for node in ast.walk(tree_of(module))
    )


@pytest.mark.parametrize("verb", MAY_OPEN)
def test_only_the_journey_opens_transactions(verb):
    openers = [module.as_posix() for module in modules() if _opens(module, verb)]
    assert [opener for opener in openers if not opener.startswith(MAY_OPEN[verb])] == []
