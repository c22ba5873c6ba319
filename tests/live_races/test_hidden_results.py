"""What a card hides it shows as soon as its async's results can be seen, and hides it when they are hidden again."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.asyncs.model import Async
from paddock.change import Cancelled, Planned
from paddock.ids import AsyncId, ChannelId, GuildId, OrganizationId
from paddock.live_races.plans import shown_with_results
from tests.live_races.scene import Scene
from tests.support.values import NOW
from tests.support.world import World

HIDDEN, SHOWN = "**Finished** (2): alice, bob", "1. bob **0:10:00**\n2. alice **0:20:00**"


@pytest.fixture
def scene(world: World) -> Scene:
    return raced(Scene(world, hide_results=True))


def raced(scene: Scene) -> Scene:
    """Both have finished, at 13:10 and 13:20."""
    scene.open()
    scene.join(scene.alice, scene.bob)
    scene.reach_start()
    for who in (scene.bob, scene.alice):
        scene.world.pass_time(minutes=10)
        scene.press(who, "Finish")
        scene.world.drain()
    assert HIDDEN in scene.shown
    return scene


def act(scene: Scene, what: str, **options: Any) -> None:
    scene.admin.slash(f"async {what}", {"async": scene.qualifier.id, **options})
    scene.world.drain()


def at_close(scene: Scene) -> list[str]:
    return [each["due"] for each in scene.jobs("live_races.show-all")]


# -- as a decision ---------------------------------------------------------------------------------


def an_async(**options: Any) -> Async:
    ids = {"organization": OrganizationId("1"), "id": AsyncId("2"), "guild": GuildId("1"), "channel": ChannelId("3")}
    return Async.model_validate({**ids, "name": "Winter", **options})


SOON, LATER = NOW + timedelta(hours=1), NOW + timedelta(hours=2)


@pytest.mark.parametrize(
    ("before", "after", "now", "close"),
    [
        ({}, {}, False, None),
        ({}, {"active": False}, True, None),
        ({"active": False}, {}, True, None),
        ({}, {"hide_results": False}, True, None),
        ({"hide_results": False}, {"hide_results": False, "active": False}, False, None),
        ({}, {"closes": SOON}, False, SOON),
        ({"closes": SOON}, {"closes": LATER}, False, LATER),
        ({"closes": SOON}, {}, False, "cancelled"),
        ({"closes": SOON}, {"closes": SOON, "active": False}, True, "cancelled"),
        ({"closes": SOON}, {"closes": SOON, "hide_results": False}, True, "cancelled"),
        ({"closes": SOON, "active": False}, {"closes": SOON}, True, SOON),
        ({"closes": NOW}, {"closes": LATER}, True, LATER),
        ({"closes": SOON}, {"closes": SOON, "name": "Summer"}, False, None),
    ],
)
def test_the_cards_follow_the_results_at_once_and_when_the_async_closes(
    before: dict[str, Any], after: dict[str, Any], now: bool, close: object
) -> None:
    jobs = shown_with_results(an_async(**before), an_async(**after), NOW).jobs
    planned: dict[str, object] = {plan.job.id: plan.due for plan in jobs if isinstance(plan, Planned)}
    planned |= {plan.id: "cancelled" for plan in jobs if isinstance(plan, Cancelled)}
    expected: dict[str, object] = ({"live-shows.2": None} if now else {}) | (
        {"live-shows.2.close": close} if close else {}
    )
    assert planned == expected


# -- as players see it -----------------------------------------------------------------------------


def test_when_the_async_is_closed_its_races_show_their_results_and_hide_them_when_it_is_opened(scene: Scene) -> None:
    act(scene, "close")
    assert SHOWN in scene.shown
    act(scene, "open")
    assert HIDDEN in scene.shown


def test_when_results_are_hidden_no_more_its_races_show_them_and_the_other_way_round(scene: Scene) -> None:
    act(scene, "edit", hide_results=False)
    assert SHOWN in scene.shown
    act(scene, "edit", hide_results=True)
    assert HIDDEN in scene.shown


def test_when_the_async_closes_by_itself_its_races_show_their_results(scene: Scene) -> None:
    act(scene, "edit", closes="2037-11-23 15:00")
    assert at_close(scene) == ["2037-11-23T15:00:00Z"]
    scene.world.pass_time(minutes=90)
    assert HIDDEN in scene.shown
    scene.world.pass_time(minutes=10)
    assert SHOWN in scene.shown


def test_an_end_that_was_set_at_first_is_known_when_a_race_is_opened(world: World) -> None:
    scene = raced(Scene(world, hide_results=True, closes="2037-11-23 15:00"))
    assert at_close(scene) == ["2037-11-23T15:00:00Z"]
    world.pass_time(minutes=100)
    assert SHOWN in scene.shown


def test_an_end_that_moves_or_goes_takes_along_when_results_are_shown(scene: Scene) -> None:
    act(scene, "edit", closes="2037-11-23 15:00")
    act(scene, "edit", closes="2037-11-23 16:00")
    assert at_close(scene) == ["2037-11-23T16:00:00Z"]
    act(scene, "edit", closes="none")
    assert at_close(scene) == []
    scene.world.pass_time(hours=3)
    assert HIDDEN in scene.shown


def test_only_races_that_have_started_are_drawn_anew(world: World) -> None:
    scene = raced(Scene(world, live=2, hide_results=True))
    scene.open("2037-11-23 18:00")
    before = len(world.discord.requests())
    act(scene, "close")
    edited = [each["path"].split("/")[-1] for each in world.discord.requests()[before:] if each["method"] == "PATCH"]
    first, second = (each["message"] for each in scene.races)
    assert first in edited
    assert second not in edited


def test_a_card_that_takes_no_more_edits_is_replaced_once(scene: Scene) -> None:
    old = scene.race["message"]
    refusal = {"code": 30046, "message": "Maximum number of edits to messages older than 1 hour reached."}
    scene.world.discord.fail("/channels/{channel_id}/messages/{message_id}", method="PATCH", status=400, body=refusal)
    act(scene, "close")
    while scene.race["message"] == old and scene.world.drain():
        pass
    assert SHOWN in scene.shown
    cards = [each for each in scene.world.discord.messages(scene.channel) if each["components"] and not each["flags"]]
    assert [each["id"] for each in cards] == [scene.race["message"]]


def test_a_card_that_somebody_deleted_after_its_race_stays_away(scene: Scene) -> None:
    scene.world.discord.delete_message(scene.channel, scene.race["message"])
    act(scene, "close")
    assert all(not each["components"] or each["flags"] for each in scene.world.discord.messages(scene.channel))


def test_in_a_race_that_goes_on_a_card_that_somebody_deleted_comes_back(world: World) -> None:
    scene = Scene(world, hide_results=True)
    scene.open()
    scene.join(scene.alice)
    scene.reach_start()
    scene.world.discord.delete_message(scene.channel, scene.race["message"])
    act(scene, "close")
    assert "**Racing** (1): alice" in scene.shown
