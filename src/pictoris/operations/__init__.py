"""WHAT may be asked: a file each, and the folder is the registry.

A module here that defines `OPERATION` is an operation; `find()` meets them all. How the pixels are made is
the business of the recipe of the same name in `recipes/`.
"""

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType

from pictoris.operations.base import AnyOperation, Operation


@cache
def find() -> Mapping[str, AnyOperation]:
    """Every operation by its name; raises `TypeError` if a module's `OPERATION` is none."""
    found: dict[str, AnyOperation] = {}
    for module in pkgutil.iter_modules(__path__, prefix=f"{__name__}."):
        candidate = getattr(import_module(module.name), "OPERATION", None)
        if candidate is None:
            continue
        if not isinstance(candidate, Operation):
            raise TypeError(f"{module.name}.OPERATION is not an Operation")
        found[candidate.name] = candidate
    return MappingProxyType(found)
