"""Every command and button that takes an id, as the catalog lists them: another organization's reads as not found."""

import json
from enum import Enum
from typing import Any

import pytest

from paddock.catalog import ROUTES
from paddock.discord.registration import field_type
from paddock.discord.request import Ask, Button, Command, Form, Select
from paddock.ids import AsyncId, GuildId, Id, LiveRaceId, MatchId, RunId, TournamentId
from paddock.permissions import Permission
from tests.organizations.linked import enter, make_code
from tests.support.league import League
from tests.support.payloads import COMPONENT, a_command, a_press, an_autocomplete, an_interaction
from tests.support.qualifier import Qualifier
from tests.support.world import World

NAMED = (MatchId, TournamentId, GuildId, AsyncId, RunId, LiveRaceId)
"""What is looked up by its id; everything else is part of one of these."""
LISTS = {"match.page", "crew.needs"}
"""Buttons that turn the pages of a list, which is empty for a tournament that is not there."""
LOOK_AT_NOTHING = {"run.cancel", "run.forfeit-no", "live.cancel-no"}
"""Answered from the press alone."""
NOT_FOUND = ("I can't find that ", "This channel has no async")
PRESSED_MENU, MODAL, LABEL, TEXT_INPUT = 3, 5, 18, 4
THIS_CENTURY = 4_000_000_000
"""For questions that expire, in seconds since 1970."""
CHOICES = 8


def called(ask: type[Ask]) -> str:
    return ask.path if issubclass(ask, Command) else ask.tag


def ids_of(ask: type[Ask]) -> dict[str, type]:
    kinds = {name: field_type(field) for name, field in ask.model_fields.items()}
    return {name: kind for name, kind in kinds.items() if kind in NAMED}


def some(name: str, kind: type) -> Any:
    """A value that fits, for options that are not the point."""
    if name == "until":
        return THIS_CENTURY
    if issubclass(kind, Enum):
        return next(iter(kind)).value
    if issubclass(kind, Id):
        return "11"
    return {int: 1, bool: True}.get(kind, "in 1 hour")


def _typed(name: str) -> dict[str, Any]:
    return {"type": LABEL, "component": {"type": TEXT_INPUT, "custom_id": name, "value": "1:00"}}


def secrets_in(answers: dict[str, str]) -> dict[str, str]:
    return {name: answer for name, answer in answers.items() if "secret" in answer.casefold()}


ASKS = [route.ask for route in ROUTES if ids_of(route.ask)]
PAIRS = [(ask, name) for ask in ASKS for name in ids_of(ask) if len(ids_of(ask)) > 1]
SUGGESTED = [
    (route.ask, option)
    for route in ROUTES
    if issubclass(route.ask, Command)
    for option, name in route.ask.option_names().items()
    if name in route.suggest
]


class Two:
    """Everything of ours is called secret. The others may have been linked to us once."""

    def __init__(self, world: World, *, linked_once: bool) -> None:
        self.ours, self.theirs = League(world, "secret-"), League(world, "their-")
        if linked_once:
            enter(self.theirs, make_code(self.ours))
            self.ours.admin.slash("config unlink", server=self.theirs.server.id)
            world.drain()
        self._foreign = self._ids(self.ours, "Secret")
        self._own = self._ids(self.theirs, "Their")
        self._kept = self.ours.stored("")

    @staticmethod
    def _ids(league: League, name: str) -> dict[type, str]:
        tournament = league.tournament(name=f"{name} Open")
        qualifier = Qualifier(league.world, league=league, pools=1, name=f"{name} Qualifier")
        qualifier.add_permalink("Pool A", f"https://example.org/{name}/live", live=True)
        run = qualifier.race(league.alice, minutes=1).id
        race = league.admin.slash("async live", {"async": qualifier.id, "pool": "Pool A", "when": "in 2 hours"}).id
        league.world.drain()
        return {
            TournamentId: tournament,
            MatchId: league.match(tournament),
            GuildId: league.server.id,
            AsyncId: qualifier.id,
            RunId: run,
            LiveRaceId: race,
        }

    def asked(self, ask: type[Ask], *foreign: str) -> str:
        """What the others' admin is answered, as it goes over the wire."""
        payload = self._request(ask, self._given(ask, foreign))
        status, _, text, _ = self.theirs.admin.deliver(json.dumps(payload))
        assert status == 200
        self.theirs.world.drain()
        return str(text)

    def offered(self, ask: type[Command], focused: str) -> str:
        payload = an_autocomplete(ask.path, focused, **self._admin())
        leaf = payload["data"]["options"][0]
        given = self._given(ask, tuple(ids_of(ask)))
        named = {option: given[name] for option, name in ask.option_names().items() if name in given}
        leaf["options"] += [
            {"type": 3, "name": name, "value": value} for name, value in named.items() if name != focused
        ]
        return str(self.theirs.admin.deliver(json.dumps(payload))[2])

    def _given(self, ask: type[Ask], foreign: tuple[str, ...]) -> dict[str, Any]:
        fields = ask.model_fields.items()
        needed = {name: some(name, field_type(field)) for name, field in fields if field.is_required()}
        ids = {name: (self._foreign if name in foreign else self._own)[kind] for name, kind in ids_of(ask).items()}
        return needed | ids

    def _request(self, ask: type[Ask], given: dict[str, Any]) -> dict[str, Any]:
        if issubclass(ask, Command):
            named = {option: given[name] for option, name in ask.option_names().items() if name in given}
            return a_command(ask.path, named, **self._admin())
        custom_id = ask.model_validate(given).custom_id
        if issubclass(ask, Form):
            typed = [_typed(name) for name in ask.inputs()]
            return an_interaction(MODAL, {"custom_id": custom_id, "components": typed}, **self._admin())
        if not issubclass(ask, Select):
            return a_press(custom_id, **self._admin())
        data = {"component_type": PRESSED_MENU, "custom_id": custom_id, "values": ["11"]}
        return an_interaction(COMPONENT, data, **self._admin())

    def _admin(self) -> dict[str, Any]:
        them = self.theirs
        return {"guild": them.server.id, "user": them.admin.user_id, "permissions": Permission.MANAGE_GUILD}

    @property
    def is_untouched(self) -> bool:
        return self.ours.stored("") == self._kept


@pytest.fixture(params=[False, True], ids=["never linked", "linked once"])
def two(world: World, request: pytest.FixtureRequest) -> Two:
    return Two(world, linked_once=request.param)


def test_the_catalog_has_what_takes_ids() -> None:
    some_of_them = {"match show", "tournament delete", "config unlink", "async runs", "async disqualify"}
    assert some_of_them | {"crew.sign_up", "tournament.delete", "run.ready", "run.vod-form"} <= set(map(called, ASKS))
    assert set(map(called, ASKS)) >= LISTS
    assert any(issubclass(ask, Button) for ask, _ in PAIRS)


def test_what_belongs_to_another_organization_is_not_found(two: Two) -> None:
    answers = {called(ask): two.asked(ask, *ids_of(ask)) for ask in ASKS}
    found = {name for name, answer in answers.items() if not any(each in answer for each in NOT_FOUND)}
    assert found <= LISTS | LOOK_AT_NOTHING
    assert secrets_in(answers) == {}
    assert two.is_untouched


def test_one_foreign_id_among_ones_own_shows_and_changes_nothing(two: Two) -> None:
    assert secrets_in({f"{called(ask)} {foreign}": two.asked(ask, foreign) for ask, foreign in PAIRS}) == {}
    assert two.is_untouched


def test_nothing_of_another_organization_is_offered_while_somebody_types(two: Two) -> None:
    offered = {f"{called(ask)} {name}": two.offered(ask, name) for ask, name in SUGGESTED}
    assert {name for name, answer in offered.items() if json.loads(answer)["type"] != CHOICES} == set()
    assert secrets_in(offered) == {}
    assert {name for name, answer in offered.items() if two.ours.server.id in answer} == set()
