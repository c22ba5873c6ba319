"""What people read who ask for what is unknown, forbidden, malformed or out of order."""

import math
import os
from dataclasses import dataclass, field
from typing import Any

import pytest
from pydantic import Field

from paddock.call import Call
from paddock.catalog import ROUTES
from paddock.change import Change, Entry
from paddock.deadline import within
from paddock.discord.answer import Answer, Choices, Reply, Update
from paddock.discord.message import EPHEMERAL, Message
from paddock.discord.request import Button, Command
from paddock.errors import Conflict, NotFound, Unavailable
from paddock.front_desk import (
    CHANGED,
    LAST_TRY,
    LONGEST_SPAN,
    MOST_TRIES,
    OLD_BUTTON,
    OLD_COMMAND,
    SHORTEST_SPAN,
    Answered,
    FrontDesk,
)
from paddock.ids import AsyncId, ChannelId, GuildId, MatchId, UserId
from paddock.organizations.records import SERVER, OrganizationStore
from paddock.permissions import Need, Permission
from paddock.rooms import Rooms, subject
from paddock.routes import Route, RouteTable, StatelessRoute, Typing
from paddock.settings import Settings
from paddock.store.change import put
from paddock.store.item import Table
from paddock.store.table import Session
from paddock.telemetry import Stopwatch
from paddock.tools import Tools
from paddock.wiring import Wiring
from tests.support.aws import Account
from tests.support.kept import documents
from tests.support.payloads import GUILD, a_command, a_press, an_autocomplete
from tests.support.silence import cancelled, dynamodb_answering, silent

ADMIN_ROLE, ORGANIZER_ROLE, HOST_ROLE = "71", "72", "73"
LEVELS = (Need.ANYONE, Need.HOST, Need.ORGANIZER, Need.ADMIN)


class Open(Command, path="open"):
    """For anybody."""


class ForHosts(Command, path="hosts only", needs=Need.HOST):
    """For hosts."""

    word: str | None = None


class ForOrganizers(Command, path="organizers only", needs=Need.ORGANIZER):
    """For organizers."""


class ForAdmins(Command, path="admins only", needs=Need.ADMIN):
    """For admins."""


class ForAdminsToo(Button, tag="admins", needs=Need.ADMIN):
    number: int


class Typed(Command, path="typed"):
    """Options of every kind."""

    match: MatchId = Field(description="Which match")
    name: str = Field("x", min_length=1, max_length=5)
    days: int = Field(1, ge=1, le=30)
    loud: bool = False
    user: UserId | None = None
    where: ChannelId | None = None
    async_: AsyncId | None = Field(None, alias="async")


COMMANDS: dict[Need, type[Command]] = {
    Need.ANYONE: Open,
    Need.HOST: ForHosts,
    Need.ORGANIZER: ForOrganizers,
    Need.ADMIN: ForAdmins,
}


def done(ask: Any, call: Call, tools: Tools) -> Answer:
    return Reply(Message("done"))


def suggest_words(typing: Typing, call: Call, tools: Tools) -> Choices:
    return Choices((("word", "word"),))


@dataclass
class Handler:
    """Does what the test says, and counts."""

    failures: list[Exception]
    runs: int = 0

    def __call__(self, ask: Any, call: Call, tools: Tools) -> Answer:
        self.runs += 1
        tools.commit(Change(entries=(Entry("tested", "test"),)))
        if self.failures:
            raise self.failures.pop(0)
        return Reply(Message("done"))


@dataclass
class Desk:
    wiring: Wiring
    waits: list[float] = field(default_factory=list)
    """Seconds that it took before each further try."""

    def ask(self, payload: dict[str, Any], *routes: Route[Any] | StatelessRoute[Any]) -> Answered:
        return FrontDesk(RouteTable(routes or ROUTES), subject, self.wiring, self.waits.append).answer(payload)

    def give_roles(self) -> None:
        options = {"admin_role": ADMIN_ROLE, "organizer_role": ORGANIZER_ROLE, "host_role": HOST_ROLE}
        payload = a_command("config server", options, permissions=Permission.MANAGE_GUILD)
        assert self.ask(payload).outcome == "answered"


@pytest.fixture
def desk(account: Account) -> Desk:
    return Desk(Wiring(Settings.read(os.environ)))


def said(answered: Answered) -> str:
    """The words of an answer that only its reader sees."""
    assert answered.body["type"] == 4
    assert answered.body["data"]["flags"] == EPHEMERAL
    return str(answered.body["data"]["content"])


# -- what nobody knows (any more) ------------------------------------------------------------------


@pytest.mark.parametrize("path", ["gone", "match gone", "match", "match create now"])
def test_an_unknown_command_gets_a_kind_answer(desk: Desk, path: str) -> None:
    answered = desk.ask(a_command(path))
    assert (answered.outcome, said(answered)) == ("Outdated", OLD_COMMAND)


@pytest.mark.parametrize(
    "custom_id",
    [
        "unknown",
        "unknown:1:2",
        "",
        ":",
        "::::",
        "match.page",
        "match.page:1",
        "match.page:x::",
        "match.page:1:::9",
        "task:nothing:run",
        "tournament.delete:1:",
        "tournament.delete:a#b:1",
        "tournament.delete:" + "9" * 80 + ":1",
        "match.page:1::1\n2",
    ],
)
def test_an_old_or_forged_button_gets_a_kind_answer(desk: Desk, account: Account, custom_id: str) -> None:
    account.calls.clear()
    answered = desk.ask(a_press(custom_id, permissions=Permission.ADMINISTRATOR))
    assert answered.outcome == "Outdated"
    assert said(answered) in (OLD_BUTTON, OLD_COMMAND)
    assert account.calls == []


def test_a_form_that_nobody_sent_out_gets_a_kind_answer(desk: Desk) -> None:
    payload = {**a_press("form"), "type": 5, "data": {"custom_id": "form", "components": []}}
    assert desk.ask(payload).outcome == "Outdated"


# -- who may -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("need", LEVELS)
@pytest.mark.parametrize(
    ("roles", "permissions", "level"),
    [
        ((), Permission(0), Need.ANYONE),
        ((), Permission.MANAGE_ROLES | Permission.MANAGE_CHANNELS | Permission.MANAGE_EVENTS, Need.ANYONE),
        ((HOST_ROLE,), Permission(0), Need.HOST),
        ((ORGANIZER_ROLE,), Permission(0), Need.ORGANIZER),
        ((ADMIN_ROLE,), Permission(0), Need.ADMIN),
        ((HOST_ROLE, ADMIN_ROLE), Permission(0), Need.ADMIN),
        ((), Permission.MANAGE_GUILD, Need.ADMIN),
        ((), Permission.ADMINISTRATOR, Need.ADMIN),
    ],
)
def test_whoever_may_less_than_is_needed_is_refused(
    desk: Desk, need: Need, roles: tuple[str, ...], permissions: Permission, level: Need
) -> None:
    desk.give_roles()
    ask = COMMANDS[need]
    answered = desk.ask(a_command(ask.path, roles=roles, permissions=permissions), Route(ask, done))
    assert answered.outcome == ("answered" if level >= need else "NotForYou")


def test_a_button_is_held_to_the_same_rule_as_a_command(desk: Desk) -> None:
    route, press = Route(ForAdminsToo, done), ForAdminsToo(number=1).custom_id
    assert desk.ask(a_press(press), route).outcome == "NotForYou"
    assert desk.ask(a_press(press, permissions=Permission.MANAGE_GUILD), route).outcome == "answered"


def test_suggestions_are_held_to_the_same_rule_as_the_command(desk: Desk) -> None:
    desk.give_roles()
    route = Route(ForHosts, done, suggest={"word": suggest_words})
    stranger = desk.ask(an_autocomplete(ForHosts.path, "word"), route)
    host = desk.ask(an_autocomplete(ForHosts.path, "word", roles=(HOST_ROLE,)), route)
    assert stranger.body == {"type": 8, "data": {"choices": []}}
    assert host.body["data"]["choices"] == [{"name": "word", "value": "word"}]


def test_before_any_role_is_set_nobody_has_one(desk: Desk) -> None:
    answered = desk.ask(a_command(ForHosts.path, roles=("71", "72", "73")), Route(ForHosts, done))
    assert answered.outcome == "NotForYou"


def test_somebody_elses_server_lends_no_role(desk: Desk) -> None:
    desk.give_roles()
    payload = a_command(ForAdmins.path, roles=(ADMIN_ROLE,), guild="900000000000000099")
    assert desk.ask(payload, Route(ForAdmins, done)).outcome == "NotForYou"


def test_a_request_without_storage_is_held_to_the_same_rule(desk: Desk) -> None:
    route = StatelessRoute(ForAdmins, lambda ask, call: Reply(Message("done")))
    assert desk.ask(a_command(ForAdmins.path), route).outcome == "NotForYou"
    assert desk.ask(a_command(ForAdmins.path, permissions=Permission.MANAGE_GUILD), route).outcome == "answered"


def test_a_refusal_writes_nothing(desk: Desk, account: Account) -> None:
    account.calls.clear()
    desk.ask(a_command(ForAdmins.path), Route(ForAdmins, Handler([])))
    assert "TransactWriteItems" not in account.calls
    assert documents(account, Table.RECORDS) == []


@pytest.mark.parametrize("path", ["ping", "help", "me timezone", "match list", "config show"])
def test_outside_servers_everybody_reads_where_it_works(desk: Desk, path: str) -> None:
    options = {"timezone": "UTC"} if path == "me timezone" else {}
    answered = desk.ask(a_command(path, options, guild=None))
    assert answered.outcome == "OutsideServers"
    assert "server" in said(answered)


def test_outside_servers_nothing_is_suggested(desk: Desk) -> None:
    answered = desk.ask(an_autocomplete("me timezone", "timezone", "ber", guild=None))
    assert answered.body == {"type": 8, "data": {"choices": []}}


# -- what can't be read ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({}, "match"),
        ({"match": ""}, "match"),
        ({"match": "a b"}, "match"),
        ({"match": "a#b"}, "match"),
        ({"match": "x" * 33}, "match"),
        ({"match": 7}, "match"),
        ({"match": None}, "match"),
        ({"match": "1", "name": ""}, "name"),
        ({"match": "1", "name": "longer"}, "name"),
        ({"match": "1", "days": 0}, "days"),
        ({"match": "1", "days": 31}, "days"),
        ({"match": "1", "days": "many"}, "days"),
        ({"match": "1", "days": 1.5}, "days"),
        ({"match": "1", "loud": "perhaps"}, "loud"),
        ({"match": "1", "user": "alice"}, "user"),
        ({"match": "1", "where": "#general"}, "where"),
        ({"match": "1", "async": "a b"}, "async"),
        ({"match": "1", "unknown": "x"}, "unknown"),
    ],
)
def test_an_option_that_does_not_fit_is_named(
    desk: Desk, account: Account, options: dict[str, Any], field: str
) -> None:
    account.calls.clear()
    answered = desk.ask(a_command(Typed.path, options), Route(Typed, done))
    assert answered.outcome == "BadInput"
    assert f"`{field}`" in said(answered)
    assert account.calls == []


def test_an_option_whose_name_is_python_s_reaches_its_field(desk: Desk) -> None:
    def echo(ask: Typed, call: Call, tools: Tools) -> Answer:
        return Reply(Message(f"about {ask.async_}"))

    assert said(desk.ask(a_command(Typed.path, {"match": "1", "async": "7"}), Route(Typed, echo))) == "about 7"


def test_it_is_completed_by_its_name_too(desk: Desk) -> None:
    answered = desk.ask(
        an_autocomplete(Typed.path, "async", "w"), Route(Typed, done, suggest={"async_": suggest_words})
    )
    assert [each["value"] for each in answered.body["data"]["choices"]] == ["word"]


# -- what comes in between -------------------------------------------------------------------------------


def test_after_a_conflict_the_handler_runs_once_more(desk: Desk) -> None:
    handler = Handler([])
    raised = iter([Conflict("changed")])

    def conflicting(ask: Any, call: Call, tools: Tools) -> Answer:
        for conflict in raised:
            handler.runs += 1
            raise conflict
        return handler(ask, call, tools)

    assert desk.ask(a_command(Open.path), Route(Open, conflicting)).outcome == "answered"
    assert handler.runs == 2


@pytest.mark.parametrize(("seconds", "tries"), [(math.inf, MOST_TRIES), (LAST_TRY, 1)])
def test_after_so_many_conflicts_or_so_much_time_the_person_is_told(desk: Desk, seconds: float, tries: int) -> None:
    runs = []

    def conflicting(ask: Any, call: Call, tools: Tools) -> Answer:
        runs.append(ask)
        raise Conflict("changed")

    with within(seconds, Stopwatch()):
        answered = desk.ask(a_command(Open.path), Route(Open, conflicting))
    assert (answered.outcome, said(answered)) == ("Conflict", CHANGED)
    assert len(runs) == tries


def test_those_who_met_once_wait_differently_long_a_little_longer_each_time_and_never_long(desk: Desk) -> None:
    def conflicting(ask: Any, call: Call, tools: Tools) -> Answer:
        raise Conflict("changed")

    waits = []
    for _ in range(20):
        desk.waits = []
        desk.ask(a_command(Open.path), Route(Open, conflicting))
        assert len(desk.waits) == MOST_TRIES - 1
        waits.append(desk.waits)
    firsts = {each[0] for each in waits}
    assert len(firsts) > 15
    assert max(firsts) <= SHORTEST_SPAN
    assert max(max(each) for each in waits) <= LONGEST_SPAN
    assert sum(each[-1] for each in waits) > sum(each[0] for each in waits)


def test_a_conflict_of_transactions_is_decided_again(desk: Desk, account: Account) -> None:
    handler = Handler([])
    with dynamodb_answering("TransactWriteItems", cancelled("TransactionConflict")):
        answered = desk.ask(a_command(Open.path), Route(Open, handler))
    assert answered.outcome == "answered"
    assert handler.runs == 2
    assert len(documents(account, Table.AUDIT)) == 2


@pytest.mark.parametrize("call", ["BatchGetItem", "TransactWriteItems"])
def test_while_dynamodb_is_silent_people_are_asked_to_try_again(desk: Desk, account: Account, call: str) -> None:
    with silent(account, call):
        answered = desk.ask(a_command("me timezone", {"timezone": "Europe/Berlin"}))
    assert answered.outcome == "Unavailable"
    assert "DynamoDB" in said(answered)
    assert documents(account, Table.RECORDS) == []


def test_our_own_bug_is_admitted_with_a_reference(desk: Desk, account: Account) -> None:
    answered = desk.ask(a_command(Open.path), Route(Open, Handler([ZeroDivisionError("a bug")])))
    assert answered.outcome == "fault"
    assert isinstance(answered.failure, ZeroDivisionError)
    assert answered.reference
    assert f"`{answered.reference}`" in said(answered)
    assert "a bug" not in said(answered)


def test_what_a_command_names_and_is_not_there_can_be_picked_from_the_list(desk: Desk) -> None:
    answered = desk.ask(a_command(Open.path), Route(Open, Handler([NotFound("match")])))
    assert said(answered) == "I can't find that match. Pick one from the list that appears while you type."


def test_where_a_button_s_subject_is_gone_no_list_is_spoken_of(desk: Desk) -> None:
    press = a_press("admins:1", permissions=Permission.MANAGE_GUILD)
    answered = desk.ask(press, Route(ForAdminsToo, Handler([NotFound("match")])))
    assert said(answered) == "I can't find that match (any more)."


@pytest.mark.parametrize("failure", [ZeroDivisionError(), Unavailable("DynamoDB", "silent"), NotFound("match")])
def test_suggestions_that_fail_are_empty(desk: Desk, failure: Exception) -> None:
    def broken(typing: Typing, call: Call, tools: Tools) -> Choices:
        raise failure

    answered = desk.ask(
        an_autocomplete("hosts only", "word", permissions=Permission.MANAGE_GUILD),
        Route(ForHosts, done, suggest={"word": broken}),
    )
    assert answered.body == {"type": 8, "data": {"choices": []}}
    assert (answered.failure is None) == (not isinstance(failure, ZeroDivisionError))


@pytest.mark.parametrize(("path", "focused"), [("gone", "word"), ("hosts only", "gone"), ("ping", "word")])
def test_for_what_nobody_knows_nothing_is_suggested(desk: Desk, account: Account, path: str, focused: str) -> None:
    account.calls.clear()
    answered = desk.ask(an_autocomplete(path, focused))
    assert answered.body == {"type": 8, "data": {"choices": []}}
    assert account.calls == []


# -- the first time ----------------------------------------------------------------------------------------


def test_a_new_server_is_opened_in_the_transaction_of_its_first_change(desk: Desk, account: Account) -> None:
    account.calls.clear()
    desk.ask(a_command("me timezone", {"timezone": "Europe/Berlin"}))
    assert account.calls == ["BatchGetItem", "TransactWriteItems"]
    assert [each["servers"] for each in documents(account, Table.RECORDS, "ORGANIZATION")] == [[GUILD]]
    assert [each["action"] for each in documents(account, Table.AUDIT)] == ["server.added", "person.changed"]


def test_a_new_server_may_begin_with_its_settings(desk: Desk, account: Account) -> None:
    desk.give_roles()
    (server,) = documents(account, Table.RECORDS, "SERVER")
    assert (server["version"], server["admin_role"]) == (1, ADMIN_ROLE)
    assert [each["action"] for each in documents(account, Table.AUDIT)] == ["server.added", "server.changed"]


def test_a_new_server_that_only_looks_is_opened_too(desk: Desk, account: Account) -> None:
    desk.ask(a_command("tournament list"))
    assert len(documents(account, Table.RECORDS, "ORGANIZATION")) == 1


@pytest.mark.parametrize(("path", "options"), [("tournament list", {}), ("config server", {"admin_role": "71"})])
def test_a_server_that_has_come_back_is_not_paused_any_more(
    desk: Desk, account: Account, path: str, options: dict[str, Any]
) -> None:
    desk.ask(a_command("tournament list"))
    server = OrganizationStore(Session(desk.wiring.database)).server(GuildId(GUILD))
    desk.wiring.database.write([put(SERVER, server.model_copy(update={"paused": True}))])
    desk.ask(a_command(path, options, permissions=Permission.MANAGE_GUILD))
    assert [each["paused"] for each in documents(account, Table.RECORDS, "SERVER")] == [False]


# -- start-up ----------------------------------------------------------------------------------------------


def test_two_routes_with_one_name_are_refused() -> None:
    class Twin(Command, path="open"):
        """The same path."""

    with pytest.raises(ValueError, match="two routes are called open"):
        RouteTable((Route(Open, done), Route(Twin, done)))


def test_two_buttons_with_one_tag_are_refused() -> None:
    class Twin(Button, tag="admins"): ...

    with pytest.raises(ValueError, match="two routes are called admins"):
        RouteTable((Route(ForAdminsToo, done), Route(Twin, done)))


def test_a_suggestion_for_what_is_no_field_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing"):
        Route(ForHosts, done, suggest={"nothing": suggest_words})


def test_a_button_and_a_command_may_share_a_name(desk: Desk) -> None:
    class Same(Button, tag="open"): ...

    routes = (Route(Open, done), Route(Same, lambda ask, call, tools: Update(Message("pressed"))))
    assert desk.ask(a_press("open"), *routes).body["type"] == 7
    assert desk.ask(a_command("open"), *routes).body["type"] == 4


def test_every_route_of_the_catalog_is_found_by_its_first_word() -> None:
    rooms = Rooms()
    found = [
        rooms.command(each.ask.path) if issubclass(each.ask, Command) else rooms.button(each.ask.tag) for each in ROUTES
    ]
    assert found == list(ROUTES)
    RouteTable(ROUTES)
