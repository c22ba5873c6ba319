"""Everything that answering could need, imported and made at once, for the snapshot from which containers start."""

from collections.abc import Iterator
from importlib import import_module

from pydantic import BaseModel

from paddock import aws, catalog
from paddock.request import Request
from paddock.rooms import ROOMS, Rooms
from paddock.store.item import Record
from paddock.wiring import Wiring

LATER = (
    "paddock.calendar.records",
    "paddock.clock.offers",
    "paddock.notices.records",
    "paddock.organizations.arrivals",
)
"""What is imported with its first use, and by nothing that the catalog imports."""


def prime(wiring: Wiring) -> None:
    for module in LATER:
        import_module(module)
    assert catalog.ROUTES
    for word in ROOMS:
        Rooms().command(word)
    for kind in (Record, Request):
        for model in _with_descendants(kind):
            model.model_rebuild()
    assert wiring.front_desk
    assert wiring.ledger
    aws.sqs()


def _with_descendants(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for each in model.__subclasses__():
        yield from _with_descendants(each)
