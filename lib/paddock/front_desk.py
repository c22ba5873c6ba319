"""Every interaction comes through here: which request it is, who may make it, and what they read if it fails."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple, Protocol

from pydantic import ValidationError

from paddock import reception
from paddock.call import Call
from paddock.change import Change, Planned
from paddock.deadline import seconds_left
from paddock.discord.answer import Answer, Choices, Later, Reply
from paddock.discord.interaction import Interaction, Kind
from paddock.discord.message import Message
from paddock.discord.options import unfit
from paddock.discord.request import Ask, Command, Form
from paddock.errors import Conflict, NotAllowed, NotFound, Refusal, Repeated, Unavailable
from paddock.jobs.model import digest
from paddock.ledger import Ledger, Scribe
from paddock.organizations.rules import WHO
from paddock.reception import Subject
from paddock.routes import AnyRoute, Finding, Route, StatelessRoute, Typing
from paddock.store.table import Database, Session
from paddock.tools import Tools

MOST_TRIES = 30
"""Where others write the same at the same moment, as when many people sign up for one match's crew: of those who try
together one gets through each time."""
SHORTEST_SPAN, LONGEST_SPAN = 0.004, 0.1
"""Seconds, in which the next try comes."""
LAST_TRY = 1.2
"""Seconds that have to be left for another one."""
CHANGED = "Somebody changed that at the same moment. Have another look."
TRY_AGAIN = "Please try again in a minute: {who} is not answering."
REPEATED = "That was done already."
GONE = "I can't find that {what} (any more)."
"""By a button: there is no list from which another one could be picked."""
OLD_BUTTON = "That button is from an earlier version of me. Ask again with the command, and use the new one."
OLD_COMMAND = "I don't know that command (any more). Reload Discord with Ctrl+R; `/help` lists what there is."
FAULT = "That failed, and it is our fault. Reference `{reference}`."


class NotForYou(NotAllowed):
    def __init__(self, ask: type[Ask]) -> None:
        super().__init__(f"That is for {WHO[ask.needs]}.")


class Outdated(Refusal):
    """A button or a command that this version does not know."""


class Storage(Protocol):
    """Made when first asked for: much is answered without it."""

    @property
    def database(self) -> Database: ...

    @property
    def ledger(self) -> Ledger: ...


class Answered(NamedTuple):
    """The JSON for Discord, and what to log of it."""

    body: dict[str, Any]
    kind: str
    name: str
    outcome: str
    failure: Exception | None = None
    reference: str | None = None
    """What a person who met a fault was told; they will quote it."""


class FrontDesk:
    def __init__(self, routes: Finding, subject: Subject, storage: Storage, wait: Callable[[float], None]) -> None:
        self._routes = routes
        self._subject = subject
        self._storage = storage
        self._wait = wait

    def answer(self, payload: Mapping[str, Any]) -> Answered:
        """Raises `Unreadable`; whatever else happens, the person reads an answer."""
        interaction = Interaction.read(payload)
        failure: Exception | None = None
        reference: str | None = None
        try:
            body, outcome = self._answer(interaction).wire(), "answered"
        except (Refusal, Conflict, Repeated, Unavailable) as refused:
            body, outcome = _regret(interaction, _said(refused, interaction.kind)), type(refused).__name__
        except Exception as fault:  # noqa: BLE001 - the door: whatever it is, the person reads an answer
            reference = digest(interaction.id, length=6)
            body, outcome, failure = _regret(interaction, FAULT.format(reference=reference)), "fault", fault
        name = interaction.name.split(":")[0]
        return Answered(body, interaction.kind.name.lower(), name, outcome, failure, reference)

    def _answer(self, interaction: Interaction) -> Answer | Choices:
        if interaction.kind is Kind.AUTOCOMPLETE:
            return self._suggest(interaction)
        route, ask = self._understood(interaction)
        if isinstance(route, StatelessRoute):
            call = reception.stranger(interaction)
            _check_need(route, call)
            return route.handle(ask, call)
        for tries in range(MOST_TRIES - 1):
            with suppress(Conflict):
                return self._attend(route, ask, interaction)
            if seconds_left() < LAST_TRY:
                raise Conflict("no time is left to try again")
            self._wait(_backoff(interaction.id, tries))
        return self._attend(route, ask, interaction)

    def _attend(self, route: Route[Any], ask: Ask, interaction: Interaction) -> Answer:
        session = Session(self._storage.database)
        call, opening = reception.welcome(interaction, reception.named(ask), session, self._subject, route.also)
        _check_need(route, call)
        scribe = Scribe(self._storage.ledger, call.cause, opening)
        answer = route.handle(ask, call, Tools(session, scribe))
        if isinstance(answer, Later):
            # Promised before it is answered: a deferral that nobody would end is never shown.
            scribe.commit(Change(jobs=(Planned(answer.job, reply=call.reply_to(answer.private)),)))
        scribe.close()
        return answer

    def _suggest(self, interaction: Interaction) -> Choices:
        route = self._routes.command(interaction.name)
        if route is None or not issubclass(route.ask, Command):
            return Choices()
        suggest = route.suggest.get(route.ask.option_names().get(interaction.focused or "", ""))
        if suggest is None:
            return Choices()
        session = Session(self._storage.database)
        named = reception.named_so_far(route.ask, interaction)
        call, _ = reception.welcome(interaction, named, session, self._subject, route.also)
        if not _may(route, call):
            return Choices()
        typing = Typing(str(interaction.options[interaction.focused or ""] or ""), interaction.options)
        return suggest(typing, call, Tools(session, Scribe(self._storage.ledger, call.cause)))

    def _understood(self, interaction: Interaction) -> tuple[AnyRoute, Ask]:
        if interaction.kind is Kind.COMMAND:
            return self._command(interaction)
        route = self._routes.button(interaction.name.split(":")[0])
        if route is None or issubclass(route.ask, Form) is not (interaction.kind is Kind.MODAL):
            raise Outdated(OLD_BUTTON)
        try:
            if issubclass(route.ask, Form):
                return route, _filled(route.ask, interaction)
            return route, route.ask.parse(interaction.name, interaction.chosen)
        except ValueError:
            raise Outdated(OLD_BUTTON) from None

    def _command(self, interaction: Interaction) -> tuple[AnyRoute, Ask]:
        route = self._routes.command(interaction.name)
        if route is None:
            raise Outdated(OLD_COMMAND)
        try:
            return route, route.ask.model_validate(dict(interaction.options))
        except ValidationError as error:
            raise unfit(error) from None


def _backoff(id: str, tries: int) -> float:
    """Seconds, by which those who met once do not meet again: of each interaction another part of a growing span.

    In DynamoDB transactions meet as soon as they only look at one item at the same moment.
    """
    part = int(digest(id, tries, length=4), 16) / 0x10000
    return part * min(SHORTEST_SPAN * 2.0**tries, LONGEST_SPAN)


def _filled(form: type[Form], interaction: Interaction) -> Form:
    """What people have typed they can mend; whatever else does not fit was not sent out by this version."""
    try:
        return form.filled(interaction.name, interaction.typed)
    except ValidationError as error:
        labels = form.labels()
        if {line["loc"][0] for line in error.errors()} <= set(labels):
            raise unfit(error, labels) from None
        raise


def _check_need(route: AnyRoute, call: Call) -> None:
    if not _may(route, call):
        raise NotForYou(route.ask)


def _may(route: AnyRoute, call: Call) -> bool:
    """Who else may do what is delegated only the handler can tell."""
    allowed: bool = call.level >= route.ask.needs or route.ask.delegated
    return allowed


def _said(refused: Exception, kind: Kind) -> str:
    match refused:
        case NotFound(what=what) if kind is not Kind.COMMAND:
            return GONE.format(what=what)
        case Refusal(text=text):
            return text
        case Unavailable(who=who):
            return TRY_AGAIN.format(who=who)
        case Repeated():
            return REPEATED
        case _:
            return CHANGED


def _regret(interaction: Interaction, text: str) -> dict[str, Any]:
    """Private, in the form that the interaction allows; suggestions have no words."""
    if interaction.kind is Kind.AUTOCOMPLETE:
        return Choices().wire()
    return Reply(Message(text)).wire()
