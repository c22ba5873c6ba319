"""A fresh process to its first answer, against fresh processes that do what anybody's would.

Each says itself how long it took from its first line on: the interpreter's own start is left out on both sides, and
whatever was compiled before stays compiled.
"""

import json
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from infra.bench.endpoint import Endpoint, endpoint
from infra.bench.posts import PING, Event, Payload, command, snowflake
from infra.bench.processes import Told, Tree, deployable, source
from infra.bench.product import SIGNER, environment
from infra.bench.table import Row, compared

MOST_PING = 0.25
MOST_STORED = 1.25
PING_RUNS = 7
STORED_RUNS = 21

Start = Callable[[], float]


def rows() -> Iterator[Row]:
    with endpoint() as aws, tempfile.TemporaryDirectory() as bytecode:
        starts = _Starts(aws, Path(bytecode))
        for tree in (deployable(), source()):
            starts.compile(tree)
        yield from _rows("first PING", starts.ping, "import hikari", starts.hikari, MOST_PING, PING_RUNS)
        client = "import boto3, make one client"
        yield from _rows("first stored command", starts.command, client, starts.boto3, MOST_STORED, STORED_RUNS)


def _rows(
    what: str, start: Callable[[Tree], Start], yardstick: str, its: Start, most: float, runs: int
) -> Iterator[Row]:
    trees = (deployable(), source())
    *ours, theirs = in_turns([*(start(tree) for tree in trees), its], runs)
    for tree, seconds in zip(trees, ours, strict=True):
        yield compared(f"Cold to the {what}, {tree.name}", seconds, yardstick, theirs, most)


def in_turns(starts: Sequence[Start], runs: int) -> list[float]:
    """The medians, in seconds; a round before them fills the caches."""
    for start in starts:
        start()
    rounds = [[start() for start in starts] for _ in range(runs)]
    return [median(each) for each in zip(*rounds, strict=True)]


class _Starts:
    """Each tells how many seconds it took, without those that the emulator worked for it."""

    def __init__(self, aws: Endpoint, bytecode: Path) -> None:
        self._aws = aws
        self._bytecode = bytecode

    def compile(self, tree: Tree) -> None:
        """Whatever the answer: it takes longer than anybody waits."""
        self._run(tree, "answer", SIGNER.event(command("tournament list", {})))

    def ping(self, tree: Tree) -> Start:
        return lambda: self._answered(tree, PING, '{"type": 1}')

    def command(self, tree: Tree) -> Start:
        """Each in a server of its own: the first command there, which opens it too."""
        return lambda: self._answered(
            tree, command("tournament create", {"name": "Winter Open"}, guild=snowflake()), "Created."
        )

    def hikari(self) -> float:
        return self._run(source(), "hikari").seconds

    def boto3(self) -> float:
        return self._run(source(), "boto3").seconds

    def _answered(self, tree: Tree, payload: Payload, answer: str) -> float:
        before = self._aws.work.seconds
        told = self._run(tree, "answer", SIGNER.event(payload))
        if answer not in told.told:
            raise RuntimeError(f"not the answer that was expected: {json.loads(told.told)}")
        return told.seconds - (self._aws.work.seconds - before)

    def _run(self, tree: Tree, task: str, *events: Event) -> Told:
        return tree.run(task, events, environment(self._aws.url), self._bytecode)
