"""A finish on a permalink that 500 others have raced: what is written, and that it is nothing of theirs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from time import perf_counter

from infra.bench.outside import Outside
from infra.bench.posts import USER, press
from infra.bench.product import SIGNER, EmulatorStopwatch, door, tables
from infra.bench.runs import CHANNEL, QUALIFIER, TENANT, a_run, entrant_of, keep
from infra.bench.table import Row, duration, exactly, told
from infra.bench.working import work_off
from infra.bench.written import Written, kinds, noted
from infra.local.inprocess_aws import Account, insert
from paddock.asyncs.model import Async, AsyncDirectory, PoolName
from paddock.asyncs.records import ASYNC, ASYNCS
from paddock.ids import GuildId, PoolId, UserId
from paddock.organizations.model import Organization, Server
from paddock.organizations.records import ORGANIZATION, SERVER
from paddock.runs.asks import FinishRun
from paddock.runs.model import Run
from paddock.runs.records import ENTRANT, RUN
from paddock.runs.rules import begun, finished
from paddock.scores.model import Pars
from paddock.scores.records import PARS
from paddock.scores.rules import computed
from paddock.store.item import Table

OTHERS = 500
FASTEST, STEP = timedelta(minutes=80), timedelta(seconds=3)
"""Of theirs; each further one took a bit longer."""
FASTER, SLOWER = timedelta(minutes=70), timedelta(hours=3)
"""Only the one is among the fastest, whose mean is the par."""

RECORDS = {"ENTRANT": 1, "RECEIPT": 1, "RUN": 1}
"""The run, its player's entry, and that this click took effect."""
JOBS = {"run-out": 1, "run-tell": 2, "run-warn": 1, "score": 2}
"""Two timers are cancelled; the line in the thread and the scores are promised, and kept."""


@dataclass(frozen=True)
class Finish:
    written: Written
    """By the click and by all that follows from it."""
    others: int
    """Of that what belongs to other players."""
    seconds: float
    """Of our own work, from the click to the last job."""


def rows() -> Iterator[Row]:
    finish(1, SLOWER)  # in which clients and models are made
    yield from _rows("changes the par", finish(OTHERS, FASTER), {"PARS": 1}, lines=2)
    yield from _rows("leaves the par", finish(OTHERS, SLOWER), {}, lines=1)


def _rows(how: str, one: Finish, more: dict[str, int], lines: int) -> Iterator[Row]:
    what = f"A finish on a permalink with {OTHERS} runs that {how}"
    records = dict(sorted((RECORDS | more).items()))
    yield exactly(f"{what}: records written", kinds(one.written, Table.RECORDS), records)
    yield exactly(f"{what}: of them other players'", one.others, 0)
    yield exactly(f"{what}: lines of the audit", sum(key.table is Table.AUDIT for key in one.written), lines)
    yield exactly(f"{what}: writes of jobs", kinds(one.written, Table.JOBS), JOBS)
    yield told(f"{what}: our own time, its jobs included", duration(one.seconds))


def finish(others: int, taken: timedelta) -> Finish:
    """By one who clicks after so long."""
    outside = Outside()
    wiring = outside.wiring()
    now = datetime.now(UTC)
    with tables() as account, wiring.http:
        theirs = [_finished(number, now) for number in range(others)]
        own = _going(others, now - taken).model_copy(update={"user": UserId(USER)})
        _store(account, theirs, now)
        keep(account, [*theirs, own], now)
        emulator = EmulatorStopwatch(account)
        with noted() as written:
            began = perf_counter()
            _press(FinishRun(run=own.id, async_=own.async_))
            work_off(wiring, outside.wait)
            seconds = perf_counter() - began - emulator.seconds
    of_others = {key for run in theirs for key in (RUN.key_of(run), ENTRANT.key_of(entrant_of(run)))}
    return Finish(written, sum(key in of_others for key in written), seconds)


def _going(number: int, started: datetime) -> Run:
    return begun(a_run(number, started), started)


def _finished(number: int, now: datetime) -> Run:
    taken = FASTEST + number * STEP
    return finished(_going(number, now - taken), now)


def _store(account: Account, runs: list[Run], now: datetime) -> None:
    """The async with its pars as these runs make them, and its server, which has long been known."""
    guild = GuildId(TENANT)
    pools = (PoolName(id=PoolId("1"), name="Pool A"),)
    async_ = Async(
        organization=TENANT, id=QUALIFIER, name="Winter Qualifier", guild=guild, channel=CHANNEL, pools=pools
    )
    pars = computed(Pars(organization=TENANT, async_=QUALIFIER), async_, map(entrant_of, runs), now)
    records = (
        ORGANIZATION.dump(Organization(id=TENANT, servers=(guild,))),
        SERVER.dump(Server(guild=guild, organization=TENANT)),
        ASYNC.dump(async_),
        ASYNCS.dump(AsyncDirectory(organization=TENANT).listing(async_)),
        PARS.dump(pars),
    )
    insert(account, f"paddock-{Table.RECORDS}", records)


def _press(button: FinishRun) -> None:
    answer = door()(SIGNER.event(press(button.custom_id, TENANT)), None)
    if "Finished" not in answer["body"]:
        raise RuntimeError(f"not finished: {json.loads(answer['body'])}")
