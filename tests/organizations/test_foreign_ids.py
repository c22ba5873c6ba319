"""Every command and button that takes an id, as the catalog lists them: another organization's reads as not found."""

import json
from enum import Enum
from typing import Any

import pytest

from paddock.catalog import ROUTES
from paddock.discord.registration import field_type
from paddock.discord.request import Ask, Button, Command, Select
from paddock.ids import GuildId, Id, MatchId, TournamentId
from paddock.permissions import Permission
from tests.organizations.linked import enter, make_code
from tests.support.league import League
from tests.support.payloads import COMPONENT, a_command, a_press, an_autocomplete, an_interaction
from tests.support.world import World

NAMED = (MatchId, TournamentId, GuildId)
"""What is looked up by its id; everything else is part of one of these."""
LISTS = {"match.page", "crew.needs"}
"""Buttons that turn the pages of a list, which is empty for a tournament that is not there."""
NOT_FOUND = "I can't find that "
PRESSED_MENU = 3
CHOICES = 8


def called(ask: type[Ask]) -> str:
    return ask.path if issubclass(ask, Command) else ask.tag


def ids_of(ask: type[Ask]) -> dict[str, type]:
    kinds = {name: field_type(field) for name, field in ask.model_fields.items()}
    return {name: kind for name, kind in kinds.items() if kind in NAMED}


def some(kind: type) -> Any:
    """A value that fits, for options that are not the point."""
    if issubclass(kind, Enum):
        return next(iter(kind)).value
    if issubclass(kind, Id):
        return "11"
    return {int: 1, bool: True}.get(kind, "in 1 hour")


def secrets_in(answers: dict[str, str]) -> dict[str, str]:
    return {name: answer for name, answer in answers.items() if "secret" in answer.casefold()}


ASKS = [route.ask for route in ROUTES if ids_of(route.ask)]
PAIRS = [(ask, name) for ask in ASKS for name in ids_of(ask) if len(ids_of(ask)) > 1]
SUGGESTED = [(route.ask, name) for route in ROUTES if issubclass(route.ask, Command) for name in route.suggest]


class Two:
    """Everything of ours is called secret. The others may have been linked to us once."""

    def __init__(self, world: World, *, linked_once: bool) -> None:
        self.ours, self.theirs = League(world, "secret-"), League(world, "their-")
        if linked_once:
            enter(self.theirs, make_code(self.ours))
            self.ours.admin.slash("config unlink", server=self.theirs.server.id)
            world.drain()
        self._foreign = self._ids(self.ours, "Secret Open")
        self._own = self._ids(self.theirs, "Their Open")
        self._kept = self.ours.stored("")

    @staticmethod
    def _ids(league: League, name: str) -> dict[type, str]:
        tournament = league.tournament(name=name)
        return {TournamentId: tournament, MatchId: league.match(tournament), GuildId: league.server.id}

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
        given = {name: value for name, value in self._given(ask, tuple(ids_of(ask))).items() if name != focused}
        leaf["options"] += [{"type": 3, "name": name, "value": value} for name, value in given.items()]
        return str(self.theirs.admin.deliver(json.dumps(payload))[2])

    def _given(self, ask: type[Ask], foreign: tuple[str, ...]) -> dict[str, Any]:
        needed = {name: some(field_type(field)) for name, field in ask.model_fields.items() if field.is_required()}
        ids = {name: (self._foreign if name in foreign else self._own)[kind] for name, kind in ids_of(ask).items()}
        return needed | ids

    def _request(self, ask: type[Ask], given: dict[str, Any]) -> dict[str, Any]:
        if issubclass(ask, Command):
            return a_command(ask.path, given, **self._admin())
        custom_id = ask.model_validate(given).custom_id
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
    assert {"match show", "tournament delete", "config unlink", "crew.sign_up", "tournament.delete"} <= set(
        map(called, ASKS)
    )
    assert set(map(called, ASKS)) >= LISTS
    assert any(issubclass(ask, Button) for ask, _ in PAIRS)


def test_what_belongs_to_another_organization_is_not_found(two: Two) -> None:
    answers = {called(ask): two.asked(ask, *ids_of(ask)) for ask in ASKS}
    assert {name for name, answer in answers.items() if NOT_FOUND not in answer} <= LISTS
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
