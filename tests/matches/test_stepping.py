"""A match's life on its card, pressed through the door: who did what, and what whoever comes too late reads."""

from datetime import datetime
from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.league import League, card, labels
from tests.support.world import World

WAY = ["Check in", "Start", "Finish", "Confirm"]
STATES = ["checked in", "started", "finished", "confirmed"]


def only(league: League) -> dict[str, Any]:
    (match,) = league.stored("MATCH")
    return match


def shown(league: League, person: Any = None) -> Any:
    return (person or league.admin).slash("match show", match=only(league)["id"])


def actions(world: World) -> list[str]:
    lines = [each["action"] for each in world.documents(Table.AUDIT)]
    return [each for each in lines if each.startswith("match.") and each not in ("match.told", "match.created")]


def press(person: Any, *buttons: str) -> Any:
    """In turn, on the newest card that the person sees."""
    outcome = None
    for each in buttons:
        outcome = person.click(each)
    return outcome


@pytest.fixture
def league(world: World) -> League:
    """With a match that was due a minute ago, so that it has a result already."""
    league = League(world)
    league.match(league.tournament(), when="in 1 hour")
    world.pass_time(hours=1, minutes=1)
    return league


def tell(league: League, person: Any = None, **changes: Any) -> Any:
    options = {"match": only(league)["id"], "winner": league.alice.user_id, **changes}
    return (person or league.admin).slash("match result", options)


def test_a_match_goes_from_scheduled_to_confirmed_on_its_card(league: League) -> None:
    tell(league)
    shown(league)
    for button, state in zip(WAY, STATES, strict=True):
        pressed = league.admin.click(button)
        assert f"**Status** {state}" in pressed.said
        assert f"{state} by <@{league.admin.user_id}> <t:" in pressed.said
        assert only(league)["status"] == state
    assert [each["after"] for each in only(league)["steps"]] == STATES
    assert actions(league.world) == ["match.result told", *(f"match.{state}" for state in STATES)]


def test_the_card_in_the_channel_is_redrawn_where_it_is(world: World) -> None:
    league = League(world)
    league.match(league.tournament())
    before = len(world.discord.messages(league.server.channel))
    pressed = league.alice.click("Check in")
    assert not pressed.ephemeral
    assert "Start" in labels(pressed)
    assert len(world.discord.messages(league.server.channel)) == before


def test_players_take_a_match_to_its_finish_and_organizers_confirm(league: League) -> None:
    tell(league)
    shown(league, league.alice)
    press(league.alice, "Check in", "Start", "Finish")
    assert "organizers confirm" in league.alice.click("Confirm").said
    assert only(league)["status"] == "finished"
    shown(league)
    league.admin.click("Confirm")
    assert only(league)["status"] == "confirmed"


def test_who_has_no_part_in_a_match_takes_no_step(league: League) -> None:
    eve = league.world.add_player(league.server, "eve")
    shown(league, eve)
    refused = eve.click("Check in")
    assert refused.ephemeral
    assert "approved crew" in refused.said
    assert only(league)["status"] == "scheduled"


def test_a_match_without_a_result_is_not_confirmed_and_says_what_to_do(league: League) -> None:
    shown(league)
    refused = press(league.admin, *WAY)
    assert refused.ephemeral
    assert "`/match result`" in refused.said
    assert only(league)["status"] == "finished"


def test_whoever_presses_too_late_reads_who_did_it_and_when_on_a_card_that_is_true(league: League) -> None:
    shown(league, league.alice)
    shown(league, league.bob)
    league.alice.click("Check in")
    late = league.bob.click("Check in")
    (step,) = only(league)["steps"]
    at = int(datetime.fromisoformat(step["at"]).timestamp())
    assert f"<@{league.bob.user_id}>: Already checked in by <@{league.alice.user_id}> <t:{at}:R>." in late.said
    assert "**Status** checked in" in late.said
    assert labels(late)[0] == "Start"
    assert only(league)["steps"] == [step]


def test_a_button_from_before_an_undo_says_what_comes_first(league: League) -> None:
    shown(league)
    stale = press(league.admin, "Check in").message
    shown(league)
    league.admin.click("Undo")
    late = league.press(_custom_id(stale, "Start"))
    assert "The match is scheduled: `Check in` comes first." in late
    assert only(league)["status"] == "scheduled"


def _custom_id(message: dict[str, Any], label: str) -> str:
    buttons = (each for row in message["components"] for each in row["components"])
    return str(next(each["custom_id"] for each in buttons if each["label"] == label))


# -- undo ------------------------------------------------------------------------------------------


def test_the_last_step_is_undone_with_an_audit_entry(league: League) -> None:
    shown(league)
    press(league.admin, "Check in", "Start", "Undo")
    assert only(league)["status"] == "checked in"
    assert actions(league.world)[-1] == "match.undone"
    press(league.admin, "Undo")
    assert (only(league)["status"], only(league)["steps"]) == ("scheduled", [])


def test_a_player_undoes_their_own_step_and_nobody_else_s(league: League) -> None:
    shown(league, league.alice)
    league.alice.click("Check in")
    shown(league, league.bob)
    refused = league.bob.click("Undo")
    assert refused.ephemeral
    assert "whoever took it" in refused.said
    league.alice.click("Undo")
    assert only(league)["status"] == "scheduled"


def test_undone_twice_is_undone_once(league: League) -> None:
    shown(league)
    press(league.admin, "Check in", "Start")
    other = league.world.add_admin(league.server, "other")
    shown(league, other)
    league.admin.click("Undo")
    assert "undone already: the match is checked in" in other.click("Undo").said
    assert only(league)["status"] == "checked in"


def test_after_the_confirmation_nothing_is_undone(league: League) -> None:
    tell(league)
    stale = press(league.admin, "Check in").message
    press(league.admin, *WAY[1:])
    assert "Undo" not in labels(shown(league))
    said = league.press(_custom_id(stale, "Undo"))
    assert "Already confirmed by" in said
    assert "Nothing can be undone after that." in said
    assert only(league)["status"] == "confirmed"


def test_a_cancelled_match_is_brought_back_with_its_event(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament(), title="Final")
    cancelled = league.admin.slash("match cancel", match=match)
    world.drain()
    assert labels(cancelled) == ["Undo"]
    assert "`Undo` brings it back" in cancelled.said
    assert league.events == []
    back = league.admin.click("Undo")
    world.drain()
    assert "**Status** scheduled" in back.said
    assert league.event["name"] == "WINTER-OPEN - Final"


def test_a_match_of_a_deleted_tournament_is_not_brought_back(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    cancelled = league.admin.slash("match cancel", match=league.match(tournament))
    league.admin.slash("tournament delete", tournament=tournament)
    league.admin.click("Delete")
    assert "deleted" in league.admin.click("Undo", message=cancelled.message).said
    assert only(league)["status"] == "cancelled"


# -- who organizes ---------------------------------------------------------------------------------


def test_the_holders_of_a_tournament_s_own_role_take_its_matches_to_the_end(world: World) -> None:
    league = League(world)
    role = world.discord.create_role(league.server.id, "referees")["id"]
    referee = world.person(world.discord.add_member(league.server.id, username="ref", roles=[role]), league.server)
    own, other = league.tournament(organizer_role=role), league.tournament(name="Other")
    for tournament in (own, other):
        league.match(tournament, title=tournament, when="in 1 hour")
    world.pass_time(hours=2)
    matches = {each["tournament"]: each["id"] for each in league.stored("MATCH")}
    referee.slash("match result", match=matches[own], winner="alice")
    assert "**Status** confirmed" in press(referee, *WAY).said
    referee.slash("match show", match=matches[other])
    assert "approved crew" in referee.click("Check in").said


# -- what was not made for this --------------------------------------------------------------------


@pytest.mark.parametrize("step", ["cancelled", "scheduled", "confirmed", "finished"])
def test_a_forged_button_skips_nothing(league: League, step: str) -> None:
    match = only(league)
    league.press(f"match.step:{match['id']}:{match['tournament']}:{step}")
    assert only(league) == match


@pytest.mark.parametrize(
    "custom_id", ["match.step:1:2:nonsense", "match.step:1:2", "match.undo:x", "match.step:1:2:3:4"]
)
def test_a_button_that_can_not_be_read_gets_a_kind_answer(league: League, custom_id: str) -> None:
    assert "earlier version" in league.press(custom_id)


def test_another_organization_s_match_is_not_found(league: League) -> None:
    foreign = League(league.world, "foreign ")
    match = only(league)
    for tag in ("match.step", "match.undo"):
        assert "I can't find that match" in foreign.press(f"{tag}:{match['id']}:{match['tournament']}:checked in")
    assert only(league) == match


def test_a_match_that_moved_to_another_tournament_keeps_working_buttons(league: League) -> None:
    shown(league)
    other = league.tournament(name="Other")
    league.edit(only(league)["id"], tournament=other)
    pressed = league.admin.click("Check in")
    assert card(pressed)["footer"]["text"].startswith("Other")
