"""A run's clicks and jobs, delivered again, late and out of order: one run, one thread, one line for each thing."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from functions.interactions import worker
from paddock.store.item import Table
from tests.crash.racing import DRAWN, FINISHED, PANEL, RUNNING, Race
from tests.support.world import World

Act = Callable[[Race], Any]


@pytest.fixture
def race(world: World) -> Race:
    return Race.begin(world)


def _everything(race: Race) -> dict[str, Any]:
    """All that is stored, to the last count of writes, and all that the threads show."""
    world = race.world
    threads = world.discord.threads(race.qualifier.channel)
    return {
        "records": world.documents(Table.RECORDS),
        "audit": world.documents(Table.AUDIT),
        "threads": [(each["id"], each["member_ids"], world.discord.messages(each["id"])) for each in threads],
    }


def _confirm(race: Race) -> Any:
    return race.qualifier.alice.at(race.qualifier.channel).click("Confirm").payload


def _press(label: str) -> Act:
    return lambda race: race.racer.press(label).payload


def _confirm_forfeit(race: Race) -> Any:
    return race.qualifier.alice.at(race.racer.thread).click("Confirm Forfeit").payload


def _describe(race: Race) -> Any:
    return race.racer.press("Submit VOD & Notes").submit({"Notes for the reviewers": "Clean"}).payload


CLICKS: dict[str, tuple[tuple[Callable[[Race], None], ...], Act]] = {
    "a run is confirmed": (PANEL, _confirm),
    "a run gets ready": (DRAWN, _press("Ready")),
    "a run is finished": (RUNNING, _press("Finish")),
    "a run is forfeited": ((*RUNNING, Race.ask_forfeit), _confirm_forfeit),
    "a run is described": (FINISHED, _describe),
}


@pytest.mark.parametrize(("before", "click"), CLICKS.values(), ids=CLICKS)
@pytest.mark.parametrize("late", [False, True], ids=["at once", "half an hour later"])
def test_a_click_that_comes_again_changes_nothing(
    race: Race, before: tuple[Callable[[Race], None], ...], click: Act, late: bool
) -> None:
    for each in before:
        each(race)
    payload = click(race)
    race.world.drain()
    if late:
        race.world.pass_time(minutes=30)
    expected = _everything(race)
    assert race.qualifier.alice.deliver(json.dumps(payload))[0] == 200
    race.world.drain()
    assert _everything(race) == expected


@pytest.mark.parametrize(("before", "click"), CLICKS.values(), ids=CLICKS)
@pytest.mark.parametrize("late", [False, True], ids=["at once", "half an hour later"])
def test_a_job_that_comes_again_when_it_is_done_calls_nobody(
    race: Race, before: tuple[Callable[[Race], None], ...], click: Act, late: bool
) -> None:
    for each in before:
        each(race)
    click(race)
    batches = []
    while messages := race.world._received():
        race.world._deliver(messages)
        batches.append(messages)
    race.world.pass_time(seconds=12)
    if late:
        race.world.pass_time(minutes=30)
    expected, called = _everything(race), len(race.world.discord.requests())
    for batch in reversed(batches):
        assert worker.handler({"Records": batch}, None) == {"batchItemFailures": []}
    assert _everything(race) == expected
    assert len(race.world.discord.requests()) == called
    assert batches


def test_a_finish_that_is_delivered_hours_late_has_the_time_of_the_click(race: Race) -> None:
    """The network, or a cold start, took that long; no sweep ran meanwhile."""
    for each in RUNNING:
        each(race)
    payload = _held(race, "Finish")
    race.world.discord.advance(3 * 3600)
    assert race.qualifier.alice.deliver(json.dumps(payload))[0] == 200
    assert 300_000 <= race.racer.run["milliseconds"] < 320_000


def test_a_ready_that_is_delivered_after_the_deadline_counts_if_it_was_clicked_before(race: Race) -> None:
    for each in DRAWN:
        each(race)
    race.world.discord.advance(19 * 60)
    payload = _held(race, "Ready")
    race.world.discord.advance(2 * 60)
    race.qualifier.alice.deliver(json.dumps(payload))
    assert race.racer.run["status"] == "in_progress"


def _held(race: Race, label: str) -> dict[str, Any]:
    """A click that Discord has made an interaction of, and that is still on its way."""
    racer = race.racer
    buttons = [each for row in racer.card["components"] for each in row["components"]]
    (button,) = [each for each in buttons if each["label"] == label]
    data = {"component_type": 2, "custom_id": button["custom_id"], "id": button["id"]}
    where = {"guild_id": race.qualifier.server.id, "channel_id": racer.thread, "message_id": racer.card["id"]}
    held: dict[str, Any] = race.world.discord.open_interaction(
        3, racer.player.user_id, resolve_ids=[], data=data, deadline=60_000, **where
    )
    return held
