"""Players whose runs are stored past the clicks, as many as a test needs."""

from collections.abc import Iterable, Sequence

from infra.local.inprocess_aws import insert
from paddock.ids import AsyncId, OrganizationId, UserId
from paddock.runs.model import Entrant, Slot
from paddock.runs.records import ENTRANT
from paddock.scores.model import Pars
from paddock.scores.records import PARS
from paddock.store.item import Table
from tests.scores.values import HOUR, a_slot, some_pars
from tests.support.kept import items
from tests.support.qualifier import Qualifier

RECORDS = f"paddock-{Table.RECORDS}"


def add_players(qualifier: Qualifier, count: int) -> None:
    """Each with one run of an hour and as many seconds as they have a number."""
    add_entrants(qualifier, ([a_slot(milliseconds=HOUR + number * 1000)] for number in range(count)))


def add_entrants(qualifier: Qualifier, runs: Iterable[Sequence[Slot]]) -> None:
    for number, slots in enumerate(runs):
        add_entrant(qualifier, slots, str(900 + number), f"player {number}")


def add_entrant(qualifier: Qualifier, slots: Sequence[Slot], user: str, name: str) -> None:
    named = {"organization": OrganizationId(qualifier.server.id), "async_": AsyncId(qualifier.id)}
    entrant = Entrant.model_validate({**named, "user": UserId(user), "name": name, "slots": tuple(slots)})
    insert(qualifier.world.account, RECORDS, [ENTRANT.dump(entrant)])


def set_pars(qualifier: Qualifier, **milliseconds: int) -> None:
    """Whatever the runs say; of permalinks as `p1_2`."""
    changes = {"organization": OrganizationId(qualifier.server.id), "async_": AsyncId(qualifier.id)}
    insert(qualifier.world.account, RECORDS, [PARS.dump(some_pars(**milliseconds).model_copy(update=changes))])


def pars(qualifier: Qualifier) -> dict[str, int]:
    """As they are kept."""
    kept = (Pars.model_validate(each) for each in qualifier.world.documents(Table.RECORDS, "PARS"))
    return {permalink: each for found in kept for permalink, each in found.by_permalink.items()}


def records(qualifier: Qualifier) -> dict[tuple[str, str], dict[str, object]]:
    """Everything of the product's main table, by key."""
    return {(row["pk"]["S"], row["sk"]["S"]): row for row in items(qualifier.world.account, Table.RECORDS)}


def written(before: dict[tuple[str, str], dict[str, object]], qualifier: Qualifier) -> list[str]:
    """The sort keys of what was stored, anew or again, since."""
    return sorted(sk for (pk, sk), row in records(qualifier).items() if before.get((pk, sk)) != row)
