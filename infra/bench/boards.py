"""The board of an async with 1,000 players: what it asks of DynamoDB, and how long somebody waits for it."""

import json
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import httpx

from infra.bench.posts import USER, command
from infra.bench.product import SIGNER, door, tables
from infra.bench.running import Stack, running
from infra.bench.spending import Invocation, invoke
from infra.bench.table import Row, at_most, duration, told
from infra.local.inprocess_aws import insert
from paddock.asyncs.model import Async, AsyncDirectory, PoolName
from paddock.asyncs.records import ASYNC, ASYNCS
from paddock.ids import AsyncId, ChannelId, GuildId, OrganizationId, PermalinkId, PoolId, RunId, UserId
from paddock.runs.model import Decision, Entrant, Slot, Status
from paddock.runs.records import ENTRANT
from paddock.scores.model import Par, Pars
from paddock.scores.records import PARS

PLAYERS, POOLS, RUNS = 1000, 3, 5
MOST_REQUESTS = 3
MOST_SECONDS = 1.0
BOARD = AsyncId("1308000000000000001")
GUILD = OrganizationId("1508000000000000001")
BATCH = 25
"""Items that one BatchWriteItem takes."""
TIMES = 5


def items() -> Iterator[dict[str, Any]]:
    """An async that is closed, and whoever has raced in it: everybody all that they could."""
    pools = tuple(PoolName(id=PoolId(str(pool + 1)), name=f"Pool {pool + 1}") for pool in range(POOLS))
    async_ = Async(
        organization=GUILD,
        id=BOARD,
        name="Winter Qualifier",
        guild=GuildId(GUILD),
        channel=ChannelId("1708000000000000001"),
        active=False,
        runs_per_pool=RUNS,
        pools=pools,
    )
    yield ASYNC.dump(async_)
    yield ASYNCS.dump(AsyncDirectory(organization=GUILD).listing(async_))
    permalinks = [PermalinkId(f"{pool.id}-{number + 1}") for pool in pools for number in range(RUNS)]
    pars = tuple(Par(permalink=each, milliseconds=5_400_000, updated=datetime.now(UTC)) for each in permalinks)
    yield PARS.dump(Pars(organization=GUILD, async_=BOARD, pars=pars))
    for number in range(PLAYERS):
        yield ENTRANT.dump(_entrant(number, permalinks))


def _entrant(number: int, permalinks: list[PermalinkId]) -> Entrant:
    user = UserId(USER if number == PLAYERS // 2 else str(1_408_000_000_000_000_000 + number))
    slots = (
        Slot(
            id=RunId(str(1_608_000_000_000_000_000 + number * POOLS * RUNS + at)),
            permalink=permalink,
            status=Status.FINISHED,
            milliseconds=5_000_000 + (number * 7919 + at * 104_729) % 3_000_000,
            decision=Decision.APPROVED,
        )
        for at, permalink in enumerate(permalinks)
    )
    name = f"Player with a name {number}"
    return Entrant(organization=GUILD, async_=BOARD, user=user, name=name, slots=tuple(slots))


def rows() -> Iterator[Row]:
    what = f"A board of {PLAYERS:,} players x {POOLS} pools x {RUNS} runs"
    board = _in_process()
    yield at_most(f"{what}: requests to DynamoDB", board.spent.calls, MOST_REQUESTS)
    yield told(f"{what}: our own time", duration(board.seconds))
    with tempfile.TemporaryDirectory() as folder, running(Path(folder)) as stack:
        yield at_most(f"Local stack: {what[0].lower()}{what[1:]}", _in_the_stack(stack), MOST_SECONDS, "s")


def _in_process() -> Invocation:
    with tables() as account:
        insert(account, "paddock-records", items())
        invoke(door(), SIGNER.event(_asked()), account)  # in which the clients and the models are made
        board = invoke(door(), SIGNER.event(_asked()), account)
    _check(json.loads(board.answer["body"]))
    return board


def _in_the_stack(stack: Stack) -> float:
    """Seconds from the command to the answer, at the median; the first one starts the function's process."""
    _store(stack)
    took = []
    with httpx.Client(timeout=30) as http:
        for _ in range(1 + TIMES):
            body = json.dumps(_asked())
            headers = stack.signer.headers(body)
            began = perf_counter()
            answer = http.post(stack.interactions_url, content=body, headers=headers)
            took.append(perf_counter() - began)
            _check(answer.raise_for_status().json())
    return median(took[1:])


def _store(stack: Stack) -> None:
    client, table = stack.client("dynamodb"), stack.records_table
    puts = [{"PutRequest": {"Item": each}} for each in items()]
    for start in range(0, len(puts), BATCH):
        left = client.batch_write_item(RequestItems={table: puts[start : start + BATCH]})["UnprocessedItems"]
        if left:
            raise RuntimeError("the local database took less than it was given")


def _asked() -> dict[str, Any]:
    return command("async board", {"async": BOARD}, GUILD)


def _check(answer: dict[str, Any]) -> None:
    (card,) = answer["data"]["embeds"]
    if f"{PLAYERS} players" not in card["footer"]["text"]:
        raise RuntimeError(f"no board: {answer}")
