"""What players say about their runs afterwards: the VOD, notes, and why reviewers should look."""

import json
from datetime import timedelta
from typing import Any

import pytest

from paddock.discord.message import MOST_CARD
from paddock.runs import views
from paddock.runs.model import MOST_NOTES, MOST_REASON, MOST_VOD, Status
from paddock.store.item import Table
from tests.scores.values import a_run
from tests.support.payloads import a_press
from tests.support.qualifier import Qualifier, Racer
from tests.support.values import HOSTILE, NOW
from tests.support.world import World

LINK, NOTES, REASON = "Link to the VOD", "Notes for the reviewers", "What should the reviewers look at?"
VOD = "https://www.twitch.tv/videos/123456789"


@pytest.fixture
def racer(world: World) -> Racer:
    """Finished."""
    qualifier = Qualifier(world)
    return qualifier.race(qualifier.alice, minutes=30)


def describe(racer: Racer, vod: str = "", notes: str = "") -> Any:
    return racer.press("Submit VOD & Notes").submit({LINK: vod, NOTES: notes})


def flag(racer: Racer, reason: str) -> Any:
    return racer.press("Flag for Review").submit({REASON: reason})


def text(message: dict[str, Any]) -> str:
    return str(message["embeds"][0]["description"])


def changes(racer: Racer, action: str) -> list[tuple[Any, Any]]:
    """Before and after, the oldest first."""
    found = [each for each in racer.world.documents(Table.AUDIT) if each["action"] == action]
    return [(each["before"], each["after"]) for each in found]


# -- what is kept and shown ----------------------------------------------------------------------


def test_vod_and_notes_are_kept_and_shown_on_the_card(racer: Racer) -> None:
    outcome = describe(racer, VOD, "Clean until the end")
    assert (racer.run["vod"], racer.run["notes"]) == (VOD, "Clean until the end")
    for shown in (text(outcome.message), text(racer.card)):
        assert f"**VOD** {VOD}" in shown
        assert "**Notes** Clean until the end" in shown


@pytest.mark.parametrize("given", [{"vod": VOD}, {"notes": "No VOD, the disk was full"}])
def test_either_can_be_left_out(racer: Racer, given: dict[str, str]) -> None:
    describe(racer, **given)
    assert {name: racer.run.get(name) for name in ("vod", "notes")} == {"vod": None, "notes": None, **given}


def test_what_was_said_stands_in_the_form_and_can_be_taken_back(racer: Racer) -> None:
    describe(racer, VOD, "First")
    fields = [each["component"]["value"] for each in racer.press("Submit VOD & Notes").modal["components"]]
    assert fields == [VOD, "First"]
    describe(racer)
    assert "vod" not in racer.run


def test_each_change_is_kept_with_its_previous_value(racer: Racer) -> None:
    describe(racer, VOD, "First")
    describe(racer, VOD, "Second")
    before, after = changes(racer, "run.vod")[1]
    assert (before["notes"], after["notes"]) == ("First", "Second")
    flag(racer, "The timer")
    flag(racer, "The start")
    before, after = changes(racer, "run.flagged")[1]
    assert (before["flag"], after["flag"]) == ("The timer", "The start")


def test_what_is_said_again_is_no_change(racer: Racer) -> None:
    for _ in range(2):
        describe(racer, VOD, "Same")
    assert len(changes(racer, "run.vod")) == 1


def test_notes_of_4000_characters_are_kept_whole_and_shown_cut(racer: Racer) -> None:
    notes = ("word " * 800)[:MOST_NOTES].strip() + "s"
    describe(racer, VOD, notes)
    assert racer.run["notes"] == notes
    assert "…" in text(racer.card)
    assert len(text(racer.card)) <= MOST_CARD


def test_a_long_address_is_kept_and_shown_whole(racer: Racer) -> None:
    vod = "https://example.org/".ljust(MOST_VOD, "v")
    describe(racer, vod)
    assert racer.run["vod"] == vod
    assert vod in text(racer.card)


def test_why_it_is_flagged_is_kept_and_the_board_s_entry_knows(racer: Racer) -> None:
    flag(racer, "The timer stood still")
    assert racer.run["flag"] == "The timer stood still"
    assert "🚩 The timer stood still" in text(racer.card)
    (entrant,) = racer.qualifier.entrants
    assert entrant["slots"][0][7] is True


@pytest.mark.parametrize("hostile", HOSTILE)
@pytest.mark.parametrize("status", Status)
def test_whatever_is_typed_the_card_fits_and_says_how_it_stands(hostile: str, status: Status) -> None:
    typed = {"seed_notes": hostile[:1000], "notes": hostile[:MOST_NOTES], "flag": hostile[:MOST_REASON]}
    later = NOW + timedelta(hours=1)
    times = {"start_by": later, "started": NOW, "ended": NOW, "finish_by": later, "milliseconds": 1}
    run = a_run(status=status, vod=VOD, disqualified=hostile[:MOST_REASON], name=hostile, **typed, **times)
    payload = views.card(run, NOW).payload()
    (embed,) = payload["embeds"]
    assert len(embed["description"]) <= MOST_CARD
    assert "more lines" not in embed["description"]
    assert run.id in embed["footer"]["text"]


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "vod",
    [
        *("my stream", "twitch.tv/videos/1", "javascript:alert(1)", "ftp://example.org/v", "https://", "http://x"),
        *("https://user:secret@example.org/", "https://exa mple.org/", "https://example.org/\u202e"),
    ],
)
def test_a_vod_that_is_no_address_is_not_saved_and_the_notes_that_came_with_it_are_not_lost(
    racer: Racer, vod: str
) -> None:
    said = describe(racer, vod, "Notes that came with it").said
    assert "https://www.twitch.tv/videos/" in said
    assert "The link was not saved; your notes were." in said
    assert "vod" not in racer.run
    assert racer.run["notes"] == "Notes that came with it"
    racer.world.drain()
    assert "**Notes** Notes that came with it" in racer.card["embeds"][0]["description"]


def test_a_vod_that_is_no_address_leaves_the_one_that_was_there(racer: Racer) -> None:
    describe(racer, VOD, "first")
    describe(racer, "my stream", "second")
    assert (racer.run["vod"], racer.run["notes"]) == (VOD, "second")


def test_a_vod_that_is_no_address_without_notes_changes_nothing(racer: Racer) -> None:
    said = describe(racer, "my stream", "").said
    assert "The link was not saved. Press" in said
    assert "run.vod" not in racer.qualifier.audit()


@pytest.mark.parametrize("reason", [" ", "\n\t", "\u200b"])
def test_a_flag_needs_a_reason(racer: Racer, reason: str) -> None:
    assert "Say what" in flag(racer, reason).said
    assert "flag" not in racer.run


@pytest.mark.parametrize("label", ["Submit VOD & Notes", "Flag for Review"])
def test_only_the_runner_speaks_for_the_run(racer: Racer, label: str) -> None:
    racer.world.discord.join_thread(racer.thread, racer.qualifier.bob.user_id)
    assert "somebody else's run" in racer.press(label, racer.qualifier.bob).said


def pressed(racer: Racer, tag: str) -> str:
    """What the runner reads who presses a button that the card may not have."""
    custom_id = f"{tag}:{racer.id}:{racer.qualifier.id}"
    sent = a_press(custom_id, guild=racer.qualifier.server.id, user=racer.player.user_id, now=racer.world.now)
    _, _, answer, _ = racer.player.deliver(json.dumps(sent))
    return str(json.loads(answer)["data"].get("content"))


@pytest.mark.parametrize("tag", ["run.vod", "run.flag"])
def test_nothing_is_said_of_a_run_that_is_not_over(racer: Racer, tag: str) -> None:
    other = racer.qualifier.draw(racer.qualifier.bob)
    assert "not over yet" in pressed(other, tag)


def test_a_forfeit_is_not_flagged_because_no_reviewer_would_see_it(racer: Racer) -> None:
    other = racer.qualifier.draw(racer.qualifier.bob)
    other.world.pass_time(minutes=21)
    assert [each["label"] for row in other.card["components"] for each in row["components"]] == ["Submit VOD & Notes"]
    said = pressed(other, "run.flag")
    assert "only see finished runs" in said
    assert "Tell the staff" in said


def test_a_form_that_was_opened_before_a_disqualification_flags_nothing(racer: Racer) -> None:
    form = racer.press("Flag for Review")
    racer.qualifier.admin.slash("async disqualify", run=racer.id, reason="Wrong settings")
    assert "only see finished runs" in form.submit({REASON: "The timer"}).said
    assert "flag" not in racer.run


# -- after the end -------------------------------------------------------------------------------


def test_the_runner_speaks_also_after_the_async_is_closed(racer: Racer) -> None:
    racer.qualifier.admin.slash("async close", {"async": racer.qualifier.id})
    racer.world.pass_time(days=30)
    describe(racer, VOD)
    flag(racer, "Please look again")
    assert (racer.run["vod"], racer.run["flag"]) == (VOD, "Please look again")


def test_a_run_that_was_forfeited_can_be_explained(racer: Racer) -> None:
    other = racer.qualifier.draw(racer.qualifier.bob)
    other.world.pass_time(minutes=21)
    describe(other, notes="The power went out")
    assert other.run["notes"] == "The power went out"
    assert other.run["status"] == "forfeit"


def test_a_run_whose_time_is_up_can_be_explained_before_a_sweep_has_noted_it(racer: Racer) -> None:
    other = racer.qualifier.draw(racer.qualifier.bob)
    other.world.discord.advance(21 * 60)
    assert "None" in pressed(other, "run.vod"), "a form, and no words"
    other.world.tick()
    assert other.run["timed_out"]
