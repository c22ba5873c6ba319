"""What people notice of an import: they are told once, and what was decided here outlives the feed's moods."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from functions.interactions import worker
from infra.local.feed_samples import Json
from paddock.ids import OrganizationId, PersonId, UserId
from paddock.job_catalog import RUNNERS
from paddock.job_tools import JobTools
from paddock.matches.model import CrewMember, Role, Status
from paddock.store.table import Session
from paddock.tasks.asks import RunTask
from paddock.tasks.model import Task
from paddock.tasks.running import running
from tests.placeholders.scene import DOT, Scene
from tests.support.league import card
from tests.support.world import World


@pytest.fixture
def scene(world: World) -> Scene:
    return Scene(world)


def carol(scene: Scene, **changes: Any) -> Json:
    return DOT | {"displayName": "Carol", "discordId": scene.carol.user_id} | changes


def about_crew(scene: Scene) -> list[str]:
    return [each for each in scene.told(scene.carol) if "commentator" in each]


def test_an_approval_that_flips_between_polls_is_followed_each_time_and_told_once(scene: Scene) -> None:
    for approved in (False, True, False, True, False, True):
        scene.put(1, commentators=[carol(scene, approved=approved)])
        scene.imports()
        assert [each.approved for each in scene.match(1).crew] == [approved]
    assert len(about_crew(scene)) == 1


def test_that_somebody_is_ready_changes_nothing_and_is_no_write(scene: Scene) -> None:
    scene.put(1, commentators=[carol(scene)])
    scene.imports()
    scene.put(1, commentators=[carol(scene, ready=True, partner="x", language="de")])
    with scene.world.counted() as calls:
        assert scene.imports()["unchanged"] == 1
    assert "TransactWriteItems" not in calls


def test_helpers_are_told_nothing(scene: Scene) -> None:
    scene.put(1, commentators=[], helpers=[carol(scene)])
    scene.imports()
    assert [each.role for each in scene.match(1).crew] == [Role.HELPER]
    assert scene.told(scene.carol) == []


def test_who_signed_up_here_stays_whatever_the_feed_lists(scene: Scene) -> None:
    scene.put(1)
    scene.imports()
    member = CrewMember(id=PersonId(scene.carol.user_id), name="carol", role=Role.TRACKER, approved=True)
    scene.desk.change_match(1, scene.tenant, crew=(member.model_copy(update={"approved_by": UserId("1")}),))
    scene.put(1, 30, commentators=[])
    scene.imports()
    assert [each.name for each in scene.match(1).crew] == ["carol"]


def test_a_match_that_has_begun_keeps_its_time_and_follows_its_crew(scene: Scene) -> None:
    scene.put(1)
    scene.imports()
    when = scene.match(1).when
    scene.desk.change_match(1, scene.tenant, status=Status.STARTED)
    scene.put(1, 30, commentators=[carol(scene)])
    scene.imports()
    assert (scene.match(1).when, [each.name for each in scene.match(1).crew]) == (when, ["Carol"])


def test_one_that_vanishes_and_returns_is_cancelled_and_back_with_its_steps(scene: Scene) -> None:
    scene.put(1)
    scene.imports()
    (event,) = scene.league.events
    scene.desk.feed.remove(1)
    scene.imports()
    assert [step.after for step in scene.match(1).steps] == [Status.CANCELLED]
    assert scene.league.events == []
    scene.put(1)
    scene.imports()
    assert (scene.match(1).status, scene.match(1).steps) == (Status.SCHEDULED, ())
    assert [each["name"] for each in scene.league.events] == [event["name"]]


def test_a_tournament_that_asks_for_slots_has_them_as_tbd(scene: Scene) -> None:
    (tournament,) = scene.league.stored("TOURNAMENT#")
    scene.desk.change_tournament(tournament["id"], scene.tenant, speedgaming_slots=True)
    scene.put(1, players=(), commentators=[], title="")
    assert scene.imports()["imported"] == 1
    shown = scene.league.alice.slash("match show", match="sg1")
    assert "**Players** TBD" in card(shown)["description"]
    assert [each["name"] for each in scene.league.events] == ["WINTER-OPEN - TBD"]


def test_the_report_names_what_changed_by_event_and_how_long_it_took(scene: Scene) -> None:
    scene.put(1)
    scene.put(2)
    scene.imports()
    scene.put(1, 30, commentators=[])
    scene.desk.feed.remove(2)
    said = _run(scene)
    assert "1 updated, 1 cancelled" in said
    assert "• lantern-open, Round 1: time and crew" in said
    assert "• lantern-open, Round 2: cancelled, for SpeedGaming has it no more" in said
    assert " s): " in said


def test_of_many_changes_the_first_ten_are_named(scene: Scene) -> None:
    for episode in range(1, 15):
        scene.put(episode)
    said = _run(scene)
    assert said.count(": new") == 10
    assert "• and 4 more" in said


def test_a_player_who_is_listed_as_crew_is_named_once(scene: Scene) -> None:
    scene.put(1, commentators=[DOT | {"discordId": scene.league.alice.user_id}])
    assert "Round 1: new; Dot can't crew a match that they play" in _run(scene)
    assert "Dot" not in _run(scene)


LOCKED = "SpeedGaming decides this match's time"
FOLLOWS = "time, title and players follow it"


@pytest.mark.parametrize("change", [{"speedgaming": "none"}, {"active": False}])
def test_an_imported_match_is_ours_once_its_tournament_follows_no_more(scene: Scene, change: dict[str, Any]) -> None:
    scene.put(1)
    scene.imports()
    admin = scene.league.admin
    assert admin.slash("match edit", match="sg1", when="in 3 days").said.startswith(LOCKED)
    assert FOLLOWS in card(admin.slash("match show", match="sg1"))["description"]
    admin.slash("tournament edit", tournament="winter-open", **change)
    assert admin.slash("match edit", match="sg1", when="in 3 days").said.startswith("Changed.")
    assert FOLLOWS not in card(admin.slash("match show", match="sg1"))["description"]
    scene.imports()
    ours = scene.match(1).when
    assert ours
    assert ours > scene.began + timedelta(days=2), "SpeedGaming's is within one"


def test_one_that_was_put_elsewhere_stays_locked_while_its_event_is_followed(scene: Scene) -> None:
    scene.put(1)
    scene.imports()
    admin = scene.league.admin
    admin.slash("tournament create", name="Elsewhere")
    admin.slash("match edit", match="sg1", tournament="elsewhere")
    assert admin.slash("match edit", match="sg1", when="in 3 days").said.startswith(LOCKED)


def test_after_a_tournament_was_deleted_the_next_one_that_follows_has_its_matches(scene: Scene) -> None:
    scene.put(1)
    scene.imports()
    admin = scene.league.admin
    admin.slash("match cancel", match="sg1")
    admin.slash("tournament delete", tournament=scene.match(1).tournament)
    admin.click("Delete")
    admin.slash("tournament create", name="Again", speedgaming="lantern-open", scheduled_events=True)
    assert scene.imports()["updated"] == 1
    assert scene.match(1).status is Status.SCHEDULED
    assert "Again" in card(admin.slash("match show", match="sg1"))["footer"]["text"]
    assert [each["name"] for each in scene.league.events] == ["AGAIN - Round 1"]
    assert scene.told(scene.league.alice)[-1].startswith("Your match is on again")


def _run(scene: Scene) -> str:
    """What whoever asks for a run at once reads."""
    tenant = OrganizationId(scene.tenant)
    clients = replace(worker.WIRING.clients, speedgaming=scene.desk.client)
    tools = JobTools(Session(scene.desk.database), scene.desk.scribe(scene.world.now, scene.tenant), clients)
    outcome = running(RUNNERS)(RunTask(organization=tenant, task=Task.SPEEDGAMING), tools)
    assert outcome.message is not None
    said: str = outcome.message.payload()["embeds"][0]["description"]
    return said
