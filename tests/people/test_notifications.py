"""`/me notifications`: what a person wants to be told."""

from typing import Any

import pytest

from paddock.ids import UserId
from paddock.people.model import Kind, Person
from paddock.store.item import Table
from tests.support.league import League, card, labels
from tests.support.values import TENANT
from tests.support.world import World


def muted(league: League, person: Any) -> list[str]:
    found = league.world.documents(Table.RECORDS, f"PERSON#{person.user_id}")
    return [kind for each in found for kind in each["muted"]]


def ways(world: World, person: Any) -> list[str]:
    """How each notice got to the person, by fact."""
    found = world.documents(Table.RECORDS, f"NOTICE#{person.user_id}#")
    return [f"{each['fact']}: {each['way']}" for each in found]


# -- the model ------------------------------------------------------------------------------------------------------


def test_what_is_switched_off_twice_is_off_and_back_on_at_once() -> None:
    person = Person(organization=TENANT, user=UserId("11"))
    off = person.switched([Kind.CREW], on=False)
    assert off == off.switched([Kind.CREW], on=False)
    assert [kind for kind in Kind if not off.hears(kind)] == [Kind.CREW]
    assert off.switched([Kind.CREW], on=True) == person == off.switched(Kind, on=True)


# -- the command ----------------------------------------------------------------------------------------------------


def test_without_options_all_kinds_are_listed_with_what_they_mean_and_a_button_each(world: World) -> None:
    answer = League(world).alice.slash("me notifications")
    assert answer.ephemeral
    assert labels(answer) == ["Switch scheduled off", "Switch crew off", "Switch reminder off", "Switch cancelled off"]
    lines = card(answer)["description"].splitlines()
    assert [line.split(". ")[0] for line in lines] == [f"🔔 **{kind}** is on" for kind in Kind]
    assert world.documents(Table.RECORDS, "PERSON#") == []


@pytest.mark.parametrize("kind", list(Kind))
def test_a_kind_is_switched_off_and_on_and_the_answer_shows_it(world: World, kind: Kind) -> None:
    league = League(world)
    answer = league.alice.slash("me notifications", kind=kind, on=False)
    assert f"**{kind}**" in answer.said
    assert card(answer)["description"].startswith(f"🔕 **{kind}** is off")
    assert muted(league, league.alice) == [kind]
    league.alice.slash("me notifications", kind=kind, on=True)
    assert muted(league, league.alice) == []


def test_a_kind_without_on_shows_how_it_is_set_and_changes_nothing(world: World) -> None:
    league = League(world)
    answer = league.alice.slash("me notifications", kind="crew")
    assert labels(answer) == ["Switch crew off"]
    assert world.documents(Table.RECORDS, "PERSON#") == []


def test_on_without_a_kind_is_about_all_of_them(world: World) -> None:
    league = League(world)
    answer = league.alice.slash("me notifications", on=False)
    assert "no messages about your matches" in answer.said
    assert muted(league, league.alice) == list(Kind)


@pytest.mark.parametrize("options", [{}, {"kind": "reminder"}])
def test_a_button_switches_its_kind_and_redraws_what_was_shown(world: World, options: dict[str, str]) -> None:
    league = League(world)
    before = labels(league.alice.slash("me notifications", **options))
    after = league.alice.click("Switch reminder off")
    assert muted(league, league.alice) == ["reminder"]
    assert labels(after) == [each.replace("Switch reminder off", "Switch reminder on") for each in before]
    assert labels(league.alice.click("Switch reminder on")) == before
    assert muted(league, league.alice) == []


def test_a_button_that_is_pressed_late_asks_for_what_it_says(world: World) -> None:
    league = League(world)
    shown = league.alice.slash("me notifications").message
    league.alice.slash("me notifications", kind="crew", on=False)
    league.alice.click("Switch crew off", message=shown)
    assert muted(league, league.alice) == ["crew"]


def test_switching_what_is_set_already_writes_nothing(world: World) -> None:
    league = League(world)
    league.alice.slash("me notifications", kind="crew", on=False)
    league.alice.slash("me notifications", kind="crew", on=False)
    assert world.documents(Table.RECORDS, "PERSON#")[0]["version"] == 1


def test_a_time_zone_and_what_is_muted_stand_beside_each_other(world: World) -> None:
    league = League(world)
    league.alice.slash("me timezone", timezone="tokyo")
    league.alice.slash("me notifications", kind="crew", on=False)
    (person,) = world.documents(Table.RECORDS, "PERSON#")
    assert (person["timezone"], person["muted"]) == ("Asia/Tokyo", ["crew"])


# -- what comes of it -----------------------------------------------------------------------------------------------


def test_what_is_muted_is_recorded_and_not_sent_nor_later(world: World) -> None:
    league = League(world)
    league.alice.slash("me notifications", kind="scheduled", on=False)
    league.match(league.tournament())
    assert (league.dms(league.alice), len(league.dms(league.bob))) == ([], 1)
    assert ways(world, league.alice) == ["scheduled: not wanted"]
    league.alice.slash("me notifications", kind="scheduled", on=True)
    world.pass_time(minutes=30)
    assert league.dms(league.alice) == []


@pytest.mark.parametrize("off", list(Kind))
def test_each_kind_is_muted_by_itself(world: World, off: Kind) -> None:
    league = League(world)
    league.alice.slash("me notifications", kind=off, on=False)
    match = league.match(league.tournament())
    world.pass_time(hours=2, minutes=31)
    league.admin.slash("match cancel", match=match)
    world.drain()
    sent = {Kind.SCHEDULED: "You have a match", Kind.REMINDER: "Your match starts", Kind.CANCELLED: "is cancelled"}
    expected = [words for kind, words in sent.items() if kind is not off]
    assert [words for words in sent.values() if any(words in each for each in league.dms(league.alice))] == expected
    assert len(league.dms(league.alice)) == len(expected)
    assert len(league.dms(league.bob)) == 3


def test_what_is_muted_here_is_told_elsewhere(world: World) -> None:
    here, elsewhere = League(world), League(world, "other ")
    here.alice.slash("me notifications", on=False)
    elsewhere.match(elsewhere.tournament(), player1=here.alice.user_id)
    assert len(elsewhere.dms(here.alice)) == 1
