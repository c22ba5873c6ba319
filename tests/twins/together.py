"""Things that happen at the same moment."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from tests.support.world import World

T = TypeVar("T")

COMMIT = "TransactWriteItems"
PATIENCE = 10.0


def together(*calls: Callable[[], T]) -> list[T]:
    """The results in the order of `calls`, which all begin at once."""
    gate = threading.Barrier(len(calls))

    def run(call: Callable[[], T]) -> T:
        gate.wait(PATIENCE)
        return call()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [each.result(PATIENCE) for each in [pool.submit(run, call) for call in calls]]


@contextlib.contextmanager
def all_read_before_any_writes(world: World, count: int) -> Iterator[None]:
    """Each of the first `count` commits waits for the others: whoever decides, decides on what the others saw."""
    gate, lock, met = threading.Barrier(count), threading.Lock(), [0]

    def meet(name: str) -> None:
        with lock:
            met[0] += name == COMMIT
            joins = name == COMMIT and met[0] <= count
        if joins:
            gate.wait(PATIENCE)

    world.account.before = meet
    try:
        yield
    finally:
        world.account.before = lambda name: None


@contextlib.contextmanager
def just_before(world: World, call: str, other: Callable[[], Any]) -> Iterator[None]:
    """`other` happens once, wholly, right before the first `call` to AWS."""
    pending = [other]

    def interrupt(name: str) -> None:
        if name == call and pending:
            pending.pop()()

    world.account.before = interrupt
    try:
        yield
    finally:
        world.account.before = lambda name: None


def times(count: int, call: Callable[[], T]) -> Sequence[Callable[[], T]]:
    return [call] * count
