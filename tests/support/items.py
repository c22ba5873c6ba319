"""Every kind of item that the project stores, found by importing all of it."""

import importlib
from pathlib import Path
from types import ModuleType
from typing import Any

import paddock
from paddock.store.item import Item


def modules() -> list[ModuleType]:
    """Most folders are no packages of the old kind, which `pkgutil` would not look into."""
    root = Path(next(iter(paddock.__path__)))
    files = sorted(root.rglob("*.py"))
    names = [".".join(("paddock", *each.relative_to(root).with_suffix("").parts)) for each in files]
    return [importlib.import_module(name.removesuffix(".__init__")) for name in names]


def declared_items() -> list[Item[Any]]:
    """Each once, whatever module it was found in."""
    found = {id(value): value for module in modules() for value in vars(module).values() if isinstance(value, Item)}
    return list(found.values())
