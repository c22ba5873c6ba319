"""A program that dies: nothing after the call at which it is stopped runs in that invocation."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import httpx

from functions.interactions import worker
from tests.support import aws
from tests.support.world import World

POLLS = {"ReceiveMessage"}
"""Calls of Lambda's poller, not of the program."""


class Stopped(BaseException):
    """The process is gone. No handler of errors catches it."""


@dataclass
class Stop:
    """Sees each call to DynamoDB, SQS and Discord, and ends the process at the one numbered `at`, counted from 0."""

    at: int | None = None
    after: bool = False
    """Whether that call still takes effect."""
    seen: list[str] = field(default_factory=list)
    fired: bool = False

    @property
    def place(self) -> str:
        """Where it stopped, for a person to find."""
        return f"{'after' if self.after else 'before'} call {self.at}, {self.seen[-1]}"

    def before(self, name: str) -> None:
        if self.fired or name in POLLS:
            return
        self.seen.append(name)
        if not self.after:
            self._stop()

    def did(self, name: str) -> None:
        if self.after and name not in POLLS:
            self._stop()

    def _stop(self) -> None:
        if not self.fired and len(self.seen) - 1 == self.at:
            self.fired = True
            raise Stopped(self.seen[-1])


@contextlib.contextmanager
def watched(world: World, stop: Stop) -> Iterator[Stop]:
    """All calls made within go past `stop`."""
    account, http = world.account, worker.WIRING.http
    account.before, account.after = stop.before, stop.did
    http.event_hooks = {
        "request": [lambda request: stop.before(_name(request))],
        "response": [lambda response: stop.did(_name(response.request))],
    }
    try:
        yield stop
    finally:
        account.before = account.after = lambda name: None
        http.event_hooks = {}


def _name(request: httpx.Request) -> str:
    return f"{request.method} {request.url.path}"


class Restaged(World):
    """One of many worlds in a row. The commands are the same in each of them: Discord looks them over once."""

    registered: ClassVar[dict[Any, Any] | None] = None

    def _register(self) -> None:
        known = self.discord._world.commands
        if self.registered is None:
            super()._register()
            type(self).registered = dict(known)
        else:
            known.update(self.registered)


@contextlib.contextmanager
def fresh_world(discord: Any) -> Iterator[World]:
    """Another AWS and another Discord with nothing in them."""
    discord.reset()
    with aws.account() as account:
        aws.make_resources()
        yield Restaged(account, discord)
