"""Keeping promises: run a job, record its outcome, and decide what becomes of it where that fails."""

import math
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from paddock.audit.model import SYSTEM
from paddock.change import Cause, ReplyTo
from paddock.discord.message import Message
from paddock.discord.rest import DiscordError, RateLimited, TokenDead, Unauthorized, Unknown
from paddock.errors import Conflict, NotYet, Refusal, Soon, Unavailable
from paddock.job_routes import JobRoute, Outcome
from paddock.job_tools import Clients, JobTools
from paddock.jobs.halt import halt, wait
from paddock.jobs.model import Envelope, Promise, State, digest
from paddock.jobs.queue import Queue
from paddock.jobs.records import PROMISE, settled
from paddock.ledger import Ledger, Scribe
from paddock.store.table import Database, Session

QUICK_TRIES = 2
"""After so many in silence the next one is put off to the sweep instead."""
MOST_ATTEMPTS = 14
"""In silence, the quick ones included."""
MOST_FAULTS = 5
"""After so many the message goes to the dead letters."""
LONGEST_HOLD = 60.0
"""Seconds for which a message alone holds a job back; for a longer wait the job's due instant moves, too."""
MOST_HOLDS = 10
"""Deliveries of one message: after so many what comes soon waits for the sweep after all, and never goes round."""
HALT_WAIT = timedelta(minutes=5)
UNAUTHORIZED = "unauthorized"
HALTED = "Discord refused the bot's token"
OPENING_WAIT = 1.0
"""Seconds until Discord knows of the deferral that we are about to fill in."""
OPENING_TRIES = 4
EXPIRED = 50027

KEEP_TRYING = "{who} is not answering. I keep trying; this message will change."
GIVEN_UP = "{who} has not answered for hours, so I stopped trying. Please ask again later."
REFUSED = "Discord refuses my token until those who run me store a new one. I keep trying; this message will change."
SENT_AGAIN = timedelta(minutes=5)
"""After so long the sweep may have sent a job as another message, which counts its deliveries from 1."""
NONCES_HOLD = timedelta(minutes=2)
"""So long Discord is sure to know the nonce of a message: it says "a few minutes"."""
TELLINGS = 2
"""How often that is said: Discord may not know of the deferral yet when it is said first."""
FAULT = "That failed, and it is our fault. Reference `{reference}`."


@dataclass(frozen=True)
class Verdict:
    """What became of a delivery. `hold`: give the message back, for so many seconds; its group waits with it."""

    outcome: str
    hold: float | None = None
    error: str | None = None
    everywhere: bool = False
    """Whether all other groups have to wait, too."""


class Worker:
    def __init__(
        self,
        routes: Mapping[str, JobRoute[Any]],
        database: Database,
        ledger: Ledger,
        clients: Clients,
        dead_letters: Queue,
    ) -> None:
        self._routes = routes
        self._database = database
        self._ledger = ledger
        self._clients = clients
        self._dead_letters = dead_letters

    def deliver(self, envelope: Envelope, delivery: int) -> Verdict:
        """Run the job that `envelope` names; `delivery` counts from 1. Our own bugs come through as they are."""
        promise = self._find(envelope)
        if promise is None:
            return Verdict("skipped")
        try:
            outcome = self._run(promise, envelope, delivery)
            self._reply(promise, outcome.message, delivery)
            self._ledger.finish(promise, outcome.change, self._cause(promise, envelope))
        except Unauthorized as refused:
            halt(self._database, self._clients.token.read(), envelope.now)
            self._await_token(promise, envelope, str(refused))
            return Verdict(UNAUTHORIZED, error=str(refused))
        except TokenDead as early:
            return Verdict("waiting for the deferral", OPENING_WAIT, str(early))
        except Conflict as conflict:
            return Verdict("conflict", OPENING_WAIT, str(conflict))
        except NotYet as early:
            return self._await(promise, early, envelope, delivery)
        except Unavailable as silent:
            return self._wait(promise, envelope, silent)
        return Verdict("done")

    def postpone(self, envelope: Envelope) -> Verdict:
        """While Discord refuses the bot's token nothing is tried; what was promised stays promised."""
        promise = self._find(envelope)
        return self._await_token(promise, envelope, HALTED) if promise else Verdict("skipped")

    def give_up(self, envelope: Envelope, error: str) -> None:
        """What would fail every time: say so, and keep the promise from being tried for ever."""
        promise = self._find(envelope)
        if promise:
            self._fail(promise, envelope, error)

    def stumble(self, envelope: Envelope, error: str) -> Verdict:
        """A bug of ours: try again soon, and after the last try lay the message aside for whoever mends the bug."""
        promise = self._find(envelope)
        if promise is None:
            return Verdict("fault", error=error)
        faults, moves = promise.faults + 1, promise.moves + 1
        if faults < MOST_FAULTS:
            self._ledger.settle(settled(promise, faults=faults, error=error[:500]))
            return Verdict("fault", 2.0**faults, error)
        if not self._dead_letters.send([envelope.model_copy(update={"moves": moves})]):
            return Verdict("fault", LONGEST_HOLD, error)
        self._fail(promise, envelope, error, faults=faults, moves=moves)
        return Verdict("dead letter", error=error)

    # -- one promise -----------------------------------------------------------------------------

    def _find(self, envelope: Envelope) -> Promise | None:
        """None where it is kept already, was put off since, or a later plan has replaced it."""
        ticket = envelope.ticket
        promise = Session(self._database).find(PROMISE, organization=ticket.organization, id=ticket.id)
        if promise is None or promise.stamp != ticket.stamp or promise.state is State.DONE:
            return None
        return promise if promise.due <= envelope.now else None

    def _cause(self, promise: Promise, envelope: Envelope) -> Cause:
        actor = promise.reply.user if promise.reply else SYSTEM
        return Cause(promise.organization, actor, f"{promise.id}@{promise.stamp}", envelope.now)

    def _run(self, promise: Promise, envelope: Envelope, delivery: int) -> Outcome:
        route = self._routes[promise.kind]
        job = route.job.model_validate_json(promise.payload)
        scribe = Scribe(self._ledger, self._cause(promise, envelope))
        name = f"{envelope.deduplication}.{delivery}"
        may_be_done = _may_be_done(promise, envelope, delivery)
        is_late = promise.moves > 0 or envelope.now >= promise.due + NONCES_HOLD
        tools = JobTools(Session(self._database), scribe, self._clients, name, may_be_done, may_be_done and is_late)
        try:
            return route.run(job, tools)
        except Refusal as refusal:
            return Outcome(message=Message(refusal.text))

    def _fail(self, promise: Promise, envelope: Envelope, error: str, **counts: int) -> None:
        self._ledger.settle(settled(promise, state=State.FAILED, error=error[:500], ended=envelope.now, **counts))
        self._end(promise, FAULT.format(reference=promise.reference))

    # -- waiting ---------------------------------------------------------------------------------

    def _wait(self, promise: Promise, envelope: Envelope, silent: Unavailable) -> Verdict:
        everywhere = isinstance(silent, RateLimited) and silent.everywhere
        if everywhere and silent.retry_after is not None:
            with suppress(Unavailable):
                # The instants of jobs count in whole seconds.
                wait(self._database, envelope.now + timedelta(seconds=math.ceil(silent.retry_after) + 1))
        if silent.retry_after is not None and silent.retry_after <= LONGEST_HOLD:
            return Verdict("rate limited", silent.retry_after, str(silent), everywhere)
        if silent.retry_after is not None:
            self._put_off(promise, envelope.now + timedelta(seconds=silent.retry_after), str(silent))
            return Verdict("put off", silent.retry_after, str(silent), everywhere)
        attempts = promise.attempts + 1
        if attempts <= QUICK_TRIES:
            self._ledger.settle(settled(promise, attempts=attempts, error=str(silent)[:500]))
            return Verdict("tried", 2.0**attempts, str(silent))
        if attempts > MOST_ATTEMPTS and not self._routes[promise.kind].job.patient:
            self._ledger.settle(settled(promise, state=State.FAILED, error=str(silent), ended=envelope.now))
            self._end(promise, GIVEN_UP.format(who=silent.who))
            return Verdict("given up", error=str(silent))
        self._tell(promise, KEEP_TRYING.format(who=silent.who))
        minutes = min(2 ** (attempts - QUICK_TRIES - 1), 30)
        return self._put_off(promise, envelope.now + timedelta(minutes=minutes), str(silent), attempts=attempts)

    def _await(self, promise: Promise, early: NotYet, envelope: Envelope, delivery: int) -> Verdict:
        """What comes soon is held for; the sweep has a minute between two looks."""
        wait = (early.until - envelope.now).total_seconds()
        if isinstance(early, Soon) and wait <= LONGEST_HOLD and delivery <= MOST_HOLDS:
            return Verdict("held", wait, str(early))
        return self._put_off(promise, early.until, str(early))

    def _await_token(self, promise: Promise, envelope: Envelope, error: str) -> Verdict:
        if promise.moves < TELLINGS:
            self._tell(promise, REFUSED)
        return self._put_off(promise, envelope.now + HALT_WAIT, error)

    def _put_off(self, promise: Promise, due: datetime, error: str, **counts: int) -> Verdict:
        """A job from the dead letters waits again like any other."""
        waiting = {"state": State.PENDING, "ended": None, "due": due}
        moved = {**waiting, **counts, "moves": promise.moves + 1, "error": error[:500]}
        self._ledger.settle(settled(promise, **moved))
        return Verdict("put off", error=error)

    # -- answering -------------------------------------------------------------------------------

    def _reply(self, promise: Promise, message: Message | None, delivery: int) -> None:
        """End the deferral; where its token is dead for good, tell the person another way."""
        if promise.reply is None or message is None:
            return
        to, discord = promise.reply, self._clients.discord
        try:
            discord.edit_original(to.application, to.token, message)
        except TokenDead as dead:
            if dead.code != EXPIRED and delivery < OPENING_TRIES:
                raise
            self._send_instead(to, message, nonce=digest(promise.stamp, "reply"))
        except Unknown:
            return  # they have put the answer away already

    def _send_instead(self, to: ReplyTo, message: Message, nonce: str) -> None:
        """Where that is forbidden, too, there is nobody left to tell; what the job did stands all the same."""
        discord = self._clients.discord
        try:
            discord.send(discord.open_dm(to.user) if to.private else to.channel, message, nonce)
        except DiscordError:
            return

    def _tell(self, promise: Promise, text: str) -> None:
        """Say how it stands, if that can be said now; it is not worth a retry of its own."""
        if promise.reply is None:
            return
        try:
            self._clients.discord.edit_original(promise.reply.application, promise.reply.token, Message(text))
        except (DiscordError, Unauthorized, Unavailable):
            return

    def _end(self, promise: Promise, text: str) -> None:
        """The last word about a promise that is not kept."""
        try:
            self._reply(promise, Message(text), OPENING_TRIES)
        except (DiscordError, Unauthorized, Unavailable):
            return


def _may_be_done(promise: Promise, envelope: Envelope, delivery: int) -> bool:
    """Whether the outside world may have seen this work before.

    What the promise counts is not enough: a worker that is stopped, or that finds no store, counts nothing.
    """
    counted = promise.attempts or promise.faults or promise.moves
    return delivery > 1 or counted > 0 or envelope.now >= promise.due + SENT_AGAIN
