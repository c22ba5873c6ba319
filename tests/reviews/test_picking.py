"""Any run that staff open from the list of runs: what they read of it, and what they can do about it."""

import json
from typing import Any

import pytest

from paddock.permissions import Permission
from paddock.store.item import Table
from tests.reviews.desk import Desk, buttons, text
from tests.support.payloads import COMPONENT, an_interaction
from tests.support.world import World

MODAL = 5
OF_PLAYER = ("disqualify-form", "lift", "grant-form", "more-time-form")
"""Those whose ids name the run's player."""
MENU, REASON, MINUTES = "Open a run", "Why? The player reads it", "How many more minutes"
FIRST, LAST = 0, -1


def picks(desk: Desk, person: Any = None, which: int = FIRST) -> Any:
    """The latest run, unless said otherwise."""
    who = person or desk.reviewer
    shown = who.slash("async runs", {"async": desk.qualifier.id})
    options = next(
        each["options"]
        for row in shown.message["components"]
        for each in row["components"]
        if each.get("placeholder") == MENU
    )
    return who.select([options[which]["label"]], MENU, message=shown.message)


def fills(desk: Desk, label: str, typed: dict[str, str]) -> Any:
    outcome = desk.reviewer.click(label).submit(typed)
    desk.world.drain()
    return outcome


# -- what is read --------------------------------------------------------------------------------


def test_a_run_that_waits_for_its_start_shows_its_deadline_and_thread_and_not_its_permalink(desk: Desk) -> None:
    racer = desk.qualifier.draw(desk.alice)
    opened = picks(desk)
    assert opened.ephemeral
    told = text(opened)
    assert "`Ready` before <t:" in told
    assert f"<#{racer.thread}>" in told
    assert f"`{racer.run['permalink']}`" in told
    assert racer.run["url"] not in told
    assert buttons(opened) == ["Review Queue", "More Time", "Disqualify"]


def test_a_run_in_progress_shows_when_its_time_is_up(desk: Desk) -> None:
    racer = desk.qualifier.draw(desk.alice)
    racer.ready()
    desk.world.pass_time(minutes=1)
    told = text(picks(desk))
    assert "`Finish` before <t:" in told
    assert racer.run["url"] not in told


def test_a_finished_run_can_be_claimed_from_there(desk: Desk) -> None:
    racer = desk.race(vod="https://example.org/vod")
    opened = picks(desk)
    assert racer.run["url"] in text(opened)
    assert buttons(opened) == ["Claim", "Next", "Grant Reattempt", "Disqualify"]
    desk.presses("Claim")
    desk.presses("Approve")
    assert racer.run["review"]["decision"] == "approved"


def test_a_run_whose_time_ran_out_is_over_there_though_no_sweep_has_noted_it(desk: Desk) -> None:
    desk.qualifier.draw(desk.alice)
    desk.world.discord.advance(21 * 60)
    opened = picks(desk)
    assert "This run's time ran out <t:" in text(opened)
    assert buttons(opened) == ["Review Queue", "Grant Reattempt", "Disqualify"]


def test_a_run_that_was_named_is_over_though_no_sweep_has_noted_it(desk: Desk) -> None:
    racer = desk.qualifier.draw(desk.alice)
    desk.world.discord.advance(21 * 60)
    assert "More Time" not in buttons(desk.opens(run=racer))


@pytest.mark.parametrize("label", ["More Time", "Disqualify"])
def test_nobody_fills_a_form_in_vain(desk: Desk, label: str) -> None:
    racer = desk.qualifier.draw(desk.alice)
    picks(desk)
    desk.reviewer.slash("async disqualify", run=racer.id, reason="because")
    shown = desk.qualifier.league.press(f"review.{label.lower().replace(' ', '-')}:{racer.id}:{desk.qualifier.id}")
    assert "disqualified" in shown


def test_a_live_race_s_permalink_is_sealed_for_the_staff_too(world: World) -> None:
    desk = Desk(world)
    desk.qualifier.add_permalink("Pool A", "https://example.org/live", live=True)
    desk.admin.slash("async live", {"async": desk.qualifier.id, "pool": "Pool A", "when": "in 1 hour"})
    world.drain()
    messages = [each for each in world.discord.messages(desk.admin.channel_id) if not each["flags"]]
    desk.alice.click("Join", message=messages[0])
    world.drain()
    opened = picks(desk)
    assert "example.org/live" not in text(opened)
    assert "More Time" not in buttons(opened)


def test_players_are_offered_no_other_s_run_to_open(world: World) -> None:
    desk = Desk(world, hide_results=False)
    desk.race(desk.alice)
    assert MENU not in str(desk.bob.slash("async runs", {"async": desk.qualifier.id}).message["components"])


@pytest.mark.parametrize(
    "tag", ["look", "disqualify", "disqualify-form", "lift", "grant", "grant-form", "more-time", "more-time-form"]
)
def test_what_is_for_the_staff_a_player_can_not_forge(desk: Desk, tag: str) -> None:
    racer = desk.race(desk.alice)
    before = racer.run
    parts = [f"review.{tag}", racer.id, desk.qualifier.id, *([desk.alice.user_id] if tag in OF_PLAYER else [])]
    data: dict[str, Any] = {"component_type": 2, "custom_id": ":".join(parts)}
    if tag == "look":
        data = {"component_type": 3, "custom_id": f"review.look:{desk.qualifier.id}", "values": [racer.id]}
    if tag.endswith("-form"):
        name, typed = ("minutes", "5") if "time" in tag else ("reason", "because")
        field = {"type": 18, "component": {"type": 4, "custom_id": name, "value": typed}}
        data = {"custom_id": data["custom_id"], "components": [field]}
    kind = MODAL if "components" in data else COMPONENT
    sent = an_interaction(kind, data, guild=desk.qualifier.server.id, user=desk.bob.user_id)
    _, _, answer, _ = desk.bob.deliver(json.dumps(sent))
    assert json.loads(answer)["data"]["content"] == "That is for the async's reviewers and organizers."
    assert racer.run == before


# -- disqualified, and no more -------------------------------------------------------------------


def test_a_run_is_disqualified_there_with_a_reason(desk: Desk) -> None:
    racer = desk.race()
    picks(desk)
    after = fills(desk, "Disqualify", {REASON: "used a cheat code"})
    assert after.said.startswith("Disqualified. The player is told.")
    assert (racer.run["status"], racer.run["disqualified"]) == ("disqualified", "used a cheat code")
    assert buttons(after) == ["Review Queue", "Grant Reattempt", "Lift Disqualification"]


def test_a_disqualification_that_is_lifted_gives_a_finished_run_its_score_back(desk: Desk) -> None:
    racer = desk.race()
    desk.approves(racer)
    pars = desk.pars
    desk.disqualifies(racer)
    assert desk.pars == {}
    lifted = desk.presses("Lift Disqualification")
    assert lifted.said.startswith("Disqualified no more: it counts again. The player is told.")
    assert (racer.run["status"], "disqualified" in racer.run) == ("finished", False)
    assert desk.pars == pars
    assert racer.lines[-1].startswith(f"<@{desk.alice.user_id}>, this run is disqualified no more: its time is 1:00:")
    (line,) = desk.lines("run.reinstated")
    assert line["before"]["status"] == "disqualified"
    assert desk.world.discord.problems() == []


def test_a_run_that_was_open_when_it_was_disqualified_stays_over(desk: Desk) -> None:
    racer = desk.qualifier.draw(desk.alice)
    racer.ready()
    desk.disqualifies(racer)
    lifted = desk.presses("Lift Disqualification")
    assert "it counts as forfeit" in lifted.said
    assert racer.run["status"] == "forfeit"
    assert not {"Ready", "Finish", "Forfeit"} & set(buttons(lifted))
    desk.world.pass_time(hours=13)
    assert racer.run["status"] == "forfeit"


def test_nobody_lifts_their_own_disqualification(desk: Desk) -> None:
    racer = desk.race(desk.reviewer)
    other = desk.add_reviewer("other")
    desk.disqualifies(racer, person=other)
    picks(desk)
    assert "your own disqualification" in desk.presses("Lift Disqualification").said
    assert racer.run["status"] == "disqualified"


def test_a_disqualification_is_lifted_once(desk: Desk) -> None:
    racer = desk.race()
    desk.disqualifies(racer)
    desk.presses("Lift Disqualification")
    said = desk.qualifier.league.press(f"review.lift:{racer.id}:{desk.qualifier.id}:{desk.alice.user_id}")
    assert said == "This run is not disqualified (any more)."


def test_a_run_whose_time_was_up_is_the_clock_s_whoever_disqualified_it_before_a_sweep(desk: Desk) -> None:
    late, in_time = desk.qualifier.draw(desk.alice), desk.qualifier.draw(desk.bob)
    desk.world.discord.advance(21 * 60)
    desk.disqualifies(late)
    desk.presses("Lift Disqualification")
    desk.world.tick()
    for racer in (late, in_time):
        assert (racer.run["status"], racer.run["timed_out"]) == ("forfeit", True)
        assert racer.run["ended"] == racer.run["start_by"]


# -- reattempts ----------------------------------------------------------------------------------


def test_a_reattempt_is_granted_there_and_taken_back(desk: Desk) -> None:
    racer = desk.race()
    picks(desk)
    granted = fills(desk, "Grant Reattempt", {REASON: "the stream died"})
    assert granted.said.startswith("alice may run **Pool A** again, and is told so.")
    assert racer.run["voided"]["granted"] is True
    back = desk.presses("Take Reattempt Back")
    assert back.said.startswith("alice's run counts again")
    assert "voided" not in racer.run
    assert racer.lines[-1] == f"<@{desk.alice.user_id}>, the reattempt was taken back: this run counts again."
    (line,) = desk.lines("run.restored")
    assert line["actor"] == desk.reviewer.user_id


@pytest.fixture
def allowing(world: World) -> Desk:
    """Each player has one run in each pool, and one reattempt."""
    return Desk(world, approved_only=False, runs_per_pool=1, reattempts=1)


def test_a_player_takes_a_reattempt_back_and_has_not_spent_it(allowing: Desk) -> None:
    racer = allowing.race()
    pars = allowing.pars
    allowing.reattempts(racer)
    assert allowing.pars == {}
    said = allowing.presses("Take Reattempt Back", allowing.alice).said
    assert said == "Your run in **Pool A** counts again: the reattempt is taken back."
    assert allowing.pars == pars
    assert "Reattempts left: 0." in allowing.reattempts(racer).said, "as if for the first time"


def test_once_another_run_was_started_a_reattempt_is_not_taken_back(allowing: Desk) -> None:
    racer = allowing.race()
    answer = allowing.reattempts(racer)
    allowing.race(minutes=30)
    said = allowing.alice.click("Take Reattempt Back", message=answer.message).said
    assert "has another run in **Pool A** by now" in said
    assert "voided" in racer.run


def test_a_run_of_another_pool_does_not_stand_in_its_place(allowing: Desk) -> None:
    racer = allowing.race(pool="Pool A")
    answer = allowing.reattempts(racer)
    allowing.race(pool="Pool B", minutes=30)
    assert "counts again" in allowing.alice.click("Take Reattempt Back", message=answer.message).said


def test_a_player_who_has_seen_the_results_takes_no_reattempt_back(allowing: Desk) -> None:
    allowing.race(allowing.bob)
    racer = allowing.race(allowing.alice, minutes=90)
    answer = allowing.reattempts(racer)
    allowing.admin.slash("async close", {"async": allowing.qualifier.id})
    pars = allowing.pars
    said = allowing.alice.click("Take Reattempt Back", message=answer.message).said
    assert said.startswith("This async is closed")
    assert allowing.pars == pars
    picks(allowing, which=FIRST)
    assert "counts again" in allowing.presses("Take Reattempt Back").said, "the staff may"


def test_whoever_has_claimed_a_run_has_it_still_when_a_reattempt_is_taken_back(allowing: Desk) -> None:
    racer = allowing.race()
    allowing.claims(racer)
    allowing.reattempts(racer)
    allowing.presses("Take Reattempt Back", allowing.alice)
    allowing.opens(run=racer)
    assert "Approved." in allowing.presses("Approve").said


def test_only_the_last_of_what_was_decided_is_told(desk: Desk) -> None:
    racer = desk.race()
    picks(desk)
    desk.reviewer.click("Grant Reattempt").submit({REASON: "one"})
    desk.reviewer.click("Take Reattempt Back")
    desk.reviewer.click("Grant Reattempt").submit({REASON: "two"})
    desk.world.drain()
    told = [line for line in racer.lines if "run this pool again" in line or "counts again" in line]
    assert told == [f"<@{desk.alice.user_id}>, you may run this pool again; this run counts no more: two"]


def test_of_two_corrections_at_once_the_last_is_told_once(desk: Desk) -> None:
    racer = desk.race()
    desk.claims(racer)
    for typed in ("1:00:05", "1:00:06"):
        desk.reviewer.click("Correct Time").submit({"Time": typed})
    desk.world.drain()
    (line,) = [each for each in racer.lines if "corrected" in each]
    assert "**1:00:06**" in line


def test_nobody_takes_another_player_s_reattempt_back(allowing: Desk) -> None:
    racer = allowing.race()
    allowing.reattempts(racer)
    custom_id = f"review.restore:{racer.id}:{allowing.qualifier.id}:{allowing.alice.user_id}"
    said = allowing.qualifier.league.press(custom_id, user=allowing.bob.user_id, permissions=Permission(0))
    assert said == "Only its player and the async's staff can take a reattempt back."
    assert "voided" in racer.run


# -- more time -----------------------------------------------------------------------------------


def test_more_time_is_given_there(desk: Desk) -> None:
    racer = desk.qualifier.draw(desk.alice)
    picks(desk)
    given = fills(desk, "More Time", {MINUTES: "15"})
    assert "may be started until <t:" in given.said
    assert "the staff gave you more time" in racer.lines[-1]
    desk.world.pass_time(minutes=30)
    assert racer.run["status"] == "pending"
    desk.world.pass_time(minutes=6)
    assert racer.run["status"] == "forfeit"


def test_nobody_is_asked_how_much_more_time_their_own_run_shall_have(desk: Desk) -> None:
    desk.qualifier.draw(desk.reviewer)
    picks(desk)
    assert "You can't give yourself more time" in desk.reviewer.click("More Time").said


@pytest.mark.parametrize("typed", ["0", "-5", "10081", "a lot", "1.5"])
def test_what_is_no_number_of_minutes_is_refused(desk: Desk, typed: str) -> None:
    racer = desk.qualifier.draw(desk.alice)
    picks(desk)
    assert fills(desk, "More Time", {MINUTES: typed}).said.startswith("`How many more minutes`: a number from 1")
    assert [each for each in desk.world.documents(Table.AUDIT) if each["action"] == "run.extended"] == []
    assert racer.run["status"] == "pending"


# -- a run that does not count as it looks -------------------------------------------------------


def test_a_rejection_says_where_the_run_counts_all_the_same(world: World) -> None:
    desk = Desk(world, approved_only=False)
    desk.claims(desk.race())
    assert "The run still counts" in desk.rejects("no VOD").said


def test_a_run_that_counts_though_it_was_rejected_is_marked_on_the_board_and_its_player_knows(world: World) -> None:
    desk = Desk(world, approved_only=False, hide_results=False, pools=1)
    run = desk.race()
    desk.claims(run)
    desk.rejects("no VOD")
    board = text(desk.bob.slash("async board", {"async": desk.qualifier.id}))
    assert "1 finished (1 ❌ rejected)" in board
    assert run.lines[-1].endswith("It still counts in this async, unless the staff disqualify it.")


def test_reviewers_see_that_the_player_has_changed_what_they_reviewed(desk: Desk) -> None:
    run = desk.race(vod="https://example.org/vod")
    desk.approves(run)
    assert "✏️" not in text(picks(desk))
    desk.world.discord.advance(60)
    run.press("Submit VOD & Notes").submit({"Link to the VOD": "", "Notes for the reviewers": "gone"})
    desk.world.drain()
    assert "✏️ The player changed VOD, notes or flag after the review, <t:" in text(picks(desk))
    desk.opens()
    assert "✅✏️ **alice**" in text(desk.presses("Reviewed"))
    assert run.run["review"]["decision"] == "approved"


def test_where_only_approved_runs_count_a_rejection_says_nothing_of_it(desk: Desk) -> None:
    desk.claims(desk.race())
    assert "still counts" not in desk.rejects("no VOD").said


def test_lists_and_the_card_show_how_a_review_has_ended(world: World) -> None:
    desk = Desk(world, approved_only=False, pools=2)
    first, second = desk.race(pool="Pool A"), desk.race(pool="Pool B")
    desk.approves(first)
    desk.claims(second)
    desk.rejects("no *VOD*")
    latest, earliest = text(desk.alice.slash("async runs", {"async": desk.qualifier.id})).splitlines()
    assert latest.endswith("❌")
    assert earliest.endswith("✅")
    assert "❌ **Rejected**: no \\*VOD\\*" in second.card["embeds"][0]["description"]
    assert "✅ **Approved**" in first.card["embeds"][0]["description"]
    assert first.lines[-1] == f"<@{desk.alice.user_id}>, a reviewer approved this run."
