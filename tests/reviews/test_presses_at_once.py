"""Reviewers and players at the same moment: one press takes the step, everybody else reads the truth."""

import json
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pytest

from paddock.store.item import Table
from tests.reviews.desk import REASON, Desk
from tests.support.qualifier import Racer
from tests.support.world import World
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, together

MANY = 20


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, reattempts=1)


def actions(desk: Desk) -> Counter[str]:
    return Counter(each["action"] for each in desk.world.documents(Table.AUDIT))


def claims(desk: Desk, run: Racer, person: Any) -> Callable[[], str]:
    """From a panel that was opened before."""
    card = desk.opens(person, run).message
    return lambda: str(person.click("Claim", message=card).said)


def presses(person: Any, label: str, card: Any) -> Callable[[], str]:
    return lambda: str(person.click(label, message=card).said)


def disqualifies(desk: Desk, run: Racer, reason: str = "cheated") -> Callable[[], str]:
    return lambda: str(desk.admin.slash("async disqualify", run=run.id, reason=reason).said)


def reattempts(run: Racer) -> Callable[[], str]:
    return lambda: str(run.player.slash("async reattempt", run=run.id, reason="power cut").said)


@pytest.mark.parametrize("gated", [True, False], ids=["all read first", "as it comes"])
def test_of_twenty_who_claim_at_once_one_gets_it_and_the_others_read_who(desk: Desk, gated: bool) -> None:
    run = desk.race()
    calls = [claims(desk, run, desk.add_reviewer(f"reviewer{at}")) for at in range(MANY)]
    with all_read_before_any_writes(desk.world, MANY) if gated else nullcontext():
        said = together(*calls)
    holder = run.run["claim"]["by"]
    assert actions(desk)["run.claimed"] == 1
    assert sum(each.startswith(f"<@{holder}> has claimed this run until <t:") for each in said) == MANY - 1


def test_of_two_decisions_of_one_reviewer_at_once_one_stands(desk: Desk) -> None:
    run = desk.race()
    card = desk.claims(run).message
    form = desk.reviewer.click("Reject", message=card)
    with all_read_before_any_writes(desk.world, 2):
        together(presses(desk.reviewer, "Approve", card), lambda: str(form.submit({REASON: "no VOD"}).said))
    desk.world.drain()
    made = actions(desk)
    assert made["run.approved"] + made["run.rejected"] == 1
    decided = "run.approved" if run.run["review"]["decision"] == "approved" else "run.rejected"
    assert made[decided] == 1


def test_an_approval_pressed_twice_at_once_is_one_approval(desk: Desk) -> None:
    run = desk.race()
    card = desk.claims(run).message
    press = presses(desk.reviewer, "Approve", card)
    with all_read_before_any_writes(desk.world, 2):
        said = together(press, press)
    assert actions(desk)["run.approved"] == 1
    assert sum("Nobody has claimed this run (any more)." in each for each in said) == 1


def test_a_decision_that_arrives_after_another_has_taken_over_is_refused_with_who_holds_it(desk: Desk) -> None:
    """It was pressed in time, but the claim had ended and was another's before it could be written."""
    run, other = desk.race(), desk.add_reviewer("other")
    card = desk.claims(run).message
    desk.world.discord.advance(30 * 60 - 1)

    def take_over() -> None:
        desk.world.discord.advance(2)
        desk.claims(run, other)

    with just_before(desk.world, COMMIT, take_over):
        said = desk.reviewer.click("Approve", message=card).said
    assert said.startswith(f"<@{other.user_id}> has claimed this run until")
    assert "review" not in run.run


def test_an_approval_and_a_disqualification_at_once_end_with_a_disqualified_run(desk: Desk) -> None:
    run = desk.race()
    card = desk.claims(run).message
    with all_read_before_any_writes(desk.world, 2):
        together(presses(desk.reviewer, "Approve", card), disqualifies(desk, run))
    desk.world.drain()
    assert run.run["status"] == "disqualified"
    assert desk.pars == {}


def test_two_disqualifications_at_once_are_one(desk: Desk) -> None:
    run = desk.race()
    with all_read_before_any_writes(desk.world, 2):
        said = together(disqualifies(desk, run, "one"), disqualifies(desk, run, "two"))
    assert actions(desk)["run.disqualified"] == 1
    assert sum("disqualified already" in each for each in said) == 1


@pytest.mark.parametrize("first", ["finish", "disqualification"])
def test_a_finish_and_a_disqualification_at_once_end_with_a_disqualified_run(desk: Desk, first: str) -> None:
    run = desk.qualifier.draw(desk.alice)
    run.ready()
    desk.world.discord.advance(600)
    card = run.card
    finish = lambda: run.press("Finish", card=card)  # noqa: E731 - named for the reader
    disqualify = disqualifies(desk, run)
    acts = (disqualify, finish) if first == "finish" else (finish, disqualify)
    with just_before(desk.world, COMMIT, acts[1]):
        acts[0]()
    desk.world.drain()
    assert run.run["status"] == "disqualified"
    assert actions(desk)["run.finished"] == (first == "finish")


def test_of_two_reattempts_at_once_the_allowance_takes_one(desk: Desk) -> None:
    runs = [desk.race(minutes=1), desk.race(minutes=1)]
    with all_read_before_any_writes(desk.world, 2):
        said = together(*map(reattempts, runs))
    assert actions(desk)["run.voided"] == 1
    assert sum("You have spent your 1 reattempt" in each for each in said) == 1


def test_a_reattempt_while_the_async_is_being_closed_is_refused(desk: Desk) -> None:
    run = desk.race()
    with just_before(desk.world, COMMIT, lambda: desk.admin.slash("async close", {"async": desk.qualifier.id})):
        said = reattempts(run)()
    assert said.startswith("This async is closed")
    assert "voided" not in run.run


def test_a_reattempt_and_the_start_of_a_run_at_once_never_leave_a_voided_run_beside_an_open_one(desk: Desk) -> None:
    run = desk.race()
    desk.qualifier.press_start(desk.alice)
    desk.alice.at(desk.qualifier.channel).select(["Pool B"], "Pool")
    confirm = lambda: str(desk.alice.at(desk.qualifier.channel).click("Confirm").said)  # noqa: E731
    with just_before(desk.world, COMMIT, confirm):
        said = reattempts(run)()
    assert "has a run open in this async" in said
    assert "voided" not in run.run


def test_a_reattempt_and_an_approval_at_once_leave_a_voided_run_that_counts_for_nothing(desk: Desk) -> None:
    run = desk.race()
    card = desk.claims(run).message
    with all_read_before_any_writes(desk.world, 2):
        together(presses(desk.reviewer, "Approve", card), reattempts(run))
    desk.world.drain()
    assert run.run["voided"]
    assert desk.pars == {}


def test_a_correction_and_the_player_s_words_at_once_both_stand(desk: Desk) -> None:
    run = desk.race()
    desk.claims(run)
    form = desk.reviewer.click("Correct Time")
    words = run.press("Submit VOD & Notes")
    with all_read_before_any_writes(desk.world, 2):
        together(
            lambda: form.submit({"Time": "0:59:00"}), lambda: words.submit({"Link to the VOD": "https://example.org/v"})
        )
    assert (run.run["milliseconds"], run.run["vod"]) == (59 * 60_000, "https://example.org/v")


def test_a_reattempt_is_taken_back_or_raced_and_never_both(world: World) -> None:
    desk = Desk(world, reattempts=1, runs_per_pool=1, pools=1)
    answer = desk.reattempts(desk.race())
    desk.qualifier.press_start(desk.alice)
    here = desk.alice.at(desk.qualifier.channel)
    with all_read_before_any_writes(desk.world, 2):
        told = together(
            lambda: here.click("Confirm").said,
            lambda: desk.alice.click("Take Reattempt Back", message=answer.message).said,
        )
    desk.world.drain()
    assert len([each for each in desk.qualifier.runs if "voided" not in each]) == 1
    assert sum("is drawn" in said or "counts again" in said for said in told) == 1


def test_a_disqualification_is_lifted_or_a_reattempt_granted_one_after_the_other(desk: Desk) -> None:
    run, other = desk.race(), desk.add_reviewer("other")
    desk.disqualifies(run)
    with all_read_before_any_writes(desk.world, 2):
        together(
            lambda: desk.reviewer.click("Lift Disqualification"),
            lambda: other.slash("async reattempt", run=run.id, reason="because", grant=True),
        )
    desk.world.drain()
    assert run.run["voided"]["granted"] is True
    assert desk.pars == {}


ACTS: dict[str, Callable[[Desk, Racer], Any]] = {
    "a claim": lambda desk, run: desk.claims(run),
    "a release": lambda desk, run: [desk.claims(run), desk.presses("Release")][-1],
    "an approval": lambda desk, run: desk.approves(run),
    "a rejection": lambda desk, run: [desk.claims(run), desk.rejects("no VOD")][-1],
    "a correction": lambda desk, run: [desk.claims(run), desk.corrects("0:59:00")][-1],
    "a disqualification": lambda desk, run: desk.disqualifies(run),
    "a reattempt": lambda desk, run: desk.reattempts(run),
    "a grant": lambda desk, run: desk.reattempts(run, person=desk.reviewer, grant=True),
    "a disqualification lifted": lambda desk, run: [desk.disqualifies(run), desk.presses("Lift Disqualification")][-1],
    "a reattempt taken back": lambda desk, run: [
        desk.reattempts(run, person=desk.reviewer, grant=True),
        desk.presses("Take Reattempt Back"),
    ][-1],
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_what_is_delivered_again_changes_nothing(desk: Desk, act: Callable[[Desk, Racer], Any]) -> None:
    payload = act(desk, desk.race()).payload
    desk.world.drain()
    stored = [desk.world.documents(table) for table in Table]
    desk.admin.deliver(json.dumps(payload))
    desk.world.drain()
    assert [desk.world.documents(table) for table in Table] == stored
