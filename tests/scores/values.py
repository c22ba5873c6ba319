"""An async's values and its players', each right in itself; what a test is about it says."""

import itertools
from typing import Any

from paddock.asyncs.model import Async, PoolName
from paddock.ids import AsyncId, ChannelId, PermalinkId, PoolId, RunId, UserId
from paddock.runs.model import Entrant, Run, Slot, Status
from paddock.scores.model import Par, Pars
from tests.support.values import GUILD, NOW, TENANT

HOUR = 3_600_000
ASYNC = AsyncId("500")
CHANNEL = ChannelId("600")
_numbers = itertools.count(700)


def some_pools(count: int) -> tuple[PoolName, ...]:
    return tuple(PoolName(id=PoolId(str(number)), name=f"Pool {number}") for number in range(1, count + 1))


def an_async(**changes: Any) -> Async:
    """With two pools."""
    usual = {"organization": TENANT, "id": ASYNC, "name": "Winter Qualifier", "guild": GUILD, "channel": CHANNEL}
    return Async(**{**usual, "pools": some_pools(2), **changes})


def a_slot(permalink: str = "1-1", status: Status = Status.FINISHED, **changes: Any) -> Slot:
    """Finished in an hour, unless said otherwise."""
    taken = HOUR if status is Status.FINISHED else None
    usual = {"id": RunId(str(next(_numbers))), "permalink": PermalinkId(permalink), "milliseconds": taken}
    return Slot(**{**usual, "status": status, **changes})


def an_entrant(*slots: Slot, user: str = "11", name: str = "alice") -> Entrant:
    return Entrant(organization=TENANT, async_=ASYNC, user=UserId(user), name=name, slots=slots)


def a_run(**changes: Any) -> Run:
    """Pending, unless said otherwise."""
    usual = {
        "organization": TENANT,
        "async_": ASYNC,
        "id": RunId("700"),
        "user": UserId("11"),
        "name": "alice",
        "pool_name": "Pool 1",
        "permalink": PermalinkId("1-1"),
        "url": "https://example.org/1",
        "guild": GUILD,
        "channel": CHANNEL,
        "opened": NOW,
        "start_by": NOW,
        "start_warning_minutes": 10,
        "limit_hours": 12,
        "limit_warning_minutes": 60,
    }
    return Run(**{**usual, **changes})


def some_pars(**milliseconds: int) -> Pars:
    """Of permalinks as `p1_2`."""
    pars = (
        Par(permalink=PermalinkId(name.removeprefix("p").replace("_", "-")), milliseconds=each, updated=NOW)
        for name, each in milliseconds.items()
    )
    return Pars(organization=TENANT, async_=ASYNC, pars=tuple(pars))
