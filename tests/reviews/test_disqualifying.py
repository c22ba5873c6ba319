"""`/async disqualify`, through the door."""

import pytest

from paddock.store.item import Table
from tests.reviews.desk import Desk
from tests.support.qualifier import Racer


def labels(racer: Racer) -> list[str]:
    return [each["label"] for row in racer.card["components"] for each in row["components"]]


def timers(desk: Desk) -> list[str]:
    found = desk.world.documents(Table.JOBS)
    return [
        each["kind"] for each in found if each["state"] != "done" and each["kind"] in ("runs.warn", "runs.time-out")
    ]


def pending(desk: Desk) -> Racer:
    return desk.qualifier.draw(desk.alice)


def running(desk: Desk) -> Racer:
    racer = desk.qualifier.draw(desk.alice)
    racer.ready()
    return racer


def forfeited(desk: Desk) -> Racer:
    racer = desk.qualifier.draw(desk.alice)
    desk.world.pass_time(minutes=21)
    return racer


def finished(desk: Desk) -> Racer:
    return desk.race()


@pytest.mark.parametrize("made", [pending, running, forfeited, finished])
def test_any_run_can_be_disqualified_with_a_reason_and_no_timer_of_it_is_left(desk: Desk, made: object) -> None:
    assert callable(made)
    run = made(desk)
    said = desk.disqualifies(run, "used *cheats*").message["content"]
    assert said == "alice's run in **Pool A** is disqualified: it scores 0. They are told."
    assert (run.run["status"], run.run["disqualified"]) == ("disqualified", "used *cheats*")
    assert run.lines[-1] == f"<@{desk.alice.user_id}>, this run was disqualified: used \\*cheats\\*"
    assert timers(desk) == []
    assert not set(labels(run)) & {"Ready", "Finish", "Forfeit"}, "no button reopens it"
    (line,) = desk.lines("run.disqualified")
    assert (line["actor"], line["after"]["disqualified"]) == (desk.reviewer.user_id, "used *cheats*")
    assert desk.world.discord.problems() == []


def test_a_disqualified_run_scores_nothing_at_once_and_leaves_the_par(desk: Desk) -> None:
    run = desk.race()
    desk.approves(run)
    assert desk.pars
    desk.reviewer.slash("async disqualify", run=run.id, reason="cheated")
    ((slot,),) = (each["slots"] for each in desk.qualifier.entrants)
    assert slot[2] == "disqualified", "before any job has run"
    desk.world.drain()
    assert desk.pars == {}


def test_buttons_of_a_disqualified_run_change_nothing(desk: Desk) -> None:
    run = running(desk)
    card = run.card
    desk.disqualifies(run)
    for label in ("Finish", "Forfeit"):
        custom_id = next(
            each["custom_id"] for row in card["components"] for each in row["components"] if each["label"] == label
        )
        said = desk.qualifier.league.press(custom_id, user=desk.alice.user_id, channel=run.thread)
        assert said == "This run was disqualified."
    assert run.run["status"] == "disqualified"


def test_a_run_is_disqualified_once(desk: Desk) -> None:
    run = desk.race()
    desk.disqualifies(run, "a cheat code")
    assert desk.disqualifies(run, "again").said == "This run was disqualified already: a cheat code"
    assert run.run["disqualified"] == "a cheat code"


def test_a_voided_run_is_not_disqualified(desk: Desk) -> None:
    run = desk.race()
    desk.reattempts(run, person=desk.reviewer, grant=True)
    assert desk.disqualifies(run).said.startswith("This run was voided by a reattempt")
    assert run.run["status"] == "finished"


def test_a_reason_of_blanks_is_none(desk: Desk) -> None:
    run = desk.race()
    assert desk.disqualifies(run, "\u200b ").said.startswith("`reason`: say why")
    assert run.run["status"] == "finished"


def test_players_disqualify_nobody(desk: Desk) -> None:
    run = desk.race()
    assert desk.disqualifies(run, person=desk.bob).said == "That is for the async's reviewers and organizers."
    assert run.run["status"] == "finished"


def test_whoever_is_disqualified_may_start_the_next_run(desk: Desk) -> None:
    desk.disqualifies(running(desk))
    assert pending(desk).run["status"] == "pending"


def test_runs_that_can_be_disqualified_are_offered_to_staff_alone(desk: Desk) -> None:
    desk.disqualifies(desk.race(desk.bob))
    over, open_run = desk.race(desk.alice), desk.qualifier.draw(desk.bob, "Pool B")
    offered = desk.reviewer.autocomplete("async disqualify", "run", "")
    assert [each["value"] for each in offered.choices] == [open_run.id, over.id]
    assert "alice - Pool A, Winter Qualifier, finished 1:00:" in offered.choices[1]["name"]
    assert desk.reviewer.autocomplete("async disqualify", "run", "ALICE").choices == offered.choices[1:]
    assert desk.alice.autocomplete("async disqualify", "run", "").choices == []
