"""Files and functions stay small, and the house stays shallow."""

from collections import defaultdict
from functools import cache
from statistics import median, quantiles

from tests.house.source import functions, graph, lines_of, modules

LONGEST_FILE = 450
MEDIAN_FILE = 120
LONGEST_FUNCTION = 50
P90_FUNCTION = 20
DEEPEST = 12

LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}
"""Path (and `:function`) → why it may be longer. These lists only shrink."""


def _long_files():
    return {module.as_posix() for module in modules() if lines_of(module) > LONGEST_FILE}


def _long_functions():
    return {str(function) for function in functions() if function.lines > LONGEST_FUNCTION}


def test_no_file_is_too_long():
    assert sorted(_long_files() - set(LONG_FILES)) == []


def test_no_function_is_too_long():
    assert sorted(_long_functions() - set(LONG_FUNCTIONS)) == []


def test_most_files_are_short():
    assert median(lines_of(module) for module in modules()) <= MEDIAN_FILE


def test_most_functions_are_short():
    assert quantiles([function.lines for function in functions()], n=10)[-1] <= P90_FUNCTION


def test_exemptions_are_still_needed():
    healed = set(LONG_FILES) - _long_files() | set(LONG_FUNCTIONS) - _long_functions()
    assert sorted(healed) == [], "well done: take these off the list"


def _room(module: str) -> str:
    """The folder right below `pictoris`, or the module itself where it stands alone."""
    return ".".join(module.split(".")[:2])


def _imports() -> dict[str, set[str]]:
    found = {module: graph().find_modules_directly_imported_by(module) for module in graph().modules}
    return {module: set(imported) for module, imported in found.items()}


def _longest(imports: dict[str, set[str]]) -> list[str]:
    @cache
    def from_here(module: str) -> list[str]:
        return [module, *max(map(from_here, sorted(imports.get(module, ()))), key=len, default=[])]

    return max(map(from_here, sorted(imports)), key=len)


def test_the_house_has_few_floors():
    rooms: dict[str, set[str]] = defaultdict(set)
    for module, imported in _imports().items():
        rooms[_room(module)] |= {_room(one) for one in imported} - {_room(module)}
    longest = _longest(rooms)
    assert len(longest) <= DEEPEST, " → ".join(longest)


def test_no_room_is_deep_within():
    within = {
        module: {one for one in imported if _room(one) == _room(module)}
        for module, imported in _imports().items()
    }
    longest = _longest(within)
    assert len(longest) <= DEEPEST, " → ".join(longest)


def test_no_module_imports_itself_in_a_circle():
    waits_for = _imports()
    imported_by = defaultdict(set)
    for module, imported in waits_for.items():
        for one in imported:
            imported_by[one].add(module)
    free = [module for module, imported in waits_for.items() if not imported]
    while free:
        gone = free.pop()
        for module in imported_by[gone]:
            waits_for[module].discard(gone)
            if not waits_for[module]:
                free.append(module)
        del waits_for[gone]
    assert sorted(waits_for) == [], "these import one another, or something that does"
