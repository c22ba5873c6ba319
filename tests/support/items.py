"""Every kind of item that the project stores, found by importing all of it."""

import importlib
import pkgutil
from types import ModuleType
from typing import Any

import paddock
from paddock.store.item import Item


def modules() -> list[ModuleType]:
    found = pkgutil.walk_packages(paddock.__path__, "paddock.")
    return [importlib.import_module(each.name) for each in found]


def declared_items() -> list[Item[Any]]:
    """Each once, whatever module it was found in."""
    found = {id(value): value for module in modules() for value in vars(module).values() if isinstance(value, Item)}
    return list(found.values())
