"""Staff open a live race: who may, on which permalink, and where its card is."""

import pytest

from paddock.store.item import Table
from tests.live_races.scene import START, URL, Scene
from tests.support.world import World
from tests.twins.together import all_read_before_any_writes, together


def test_the_card_says_of_which_async_and_pool_it_is_and_when_it_starts(world: World) -> None:
    scene = Scene(world)
    outcome = scene.open()
    assert "Winter Qualifier" in scene.card["embeds"][0]["title"]
    assert "**Pool** Pool A" in scene.shown
    assert "**Start** <t:2142594000:F> (<t:2142594000:R>)" in scene.shown
    assert "**Joined** (0): nobody yet" in scene.shown
    assert scene.buttons == ["Join", "Leave", "Manage"]
    assert [len(row["components"]) for row in scene.card["components"]] == [2, 1]
    assert scene.race["message"] in outcome.said
    assert world.discord.problems() == []


def test_the_permalink_is_shown_to_nobody_before_the_start(world: World) -> None:
    scene = Scene(world)
    scene.open()
    scene.join(scene.alice)
    world.pass_time(minutes=59)
    assert URL not in str(world.discord.messages(scene.channel))
    assert URL not in str(scene.alice.slash("async runs", {"async": scene.qualifier.id}).message)


def test_a_race_takes_the_first_live_permalink_that_has_had_none(world: World) -> None:
    scene = Scene(world, live=3)
    scene.qualifier.admin.slash("async remove", {"async": scene.qualifier.id, "pool": "Pool A", "permalink": "1-4"})
    scene.open()
    scene.open()
    assert [each["permalink"] for each in scene.races] == ["1-5", "1-6"]


def test_without_a_live_permalink_that_is_left_there_is_no_race(world: World) -> None:
    scene = Scene(world)
    scene.open()
    assert "no live permalink without a race" in scene.open().said
    assert len(scene.races) == 1


def test_staff_may_name_the_permalink(world: World) -> None:
    scene = Scene(world, live=2)
    scene.open(permalink=f"{URL}2")
    assert [each["permalink"] for each in scene.races] == ["1-5"]


@pytest.mark.parametrize("hours", [0, 2], ids=["open", "past"])
def test_a_permalink_that_has_a_race_is_neither_offered_nor_taken_for_another(world: World, hours: int) -> None:
    scene = Scene(world)
    scene.open()
    world.pass_time(hours=hours)
    assert "it has a race already" in scene.open("in 3 hours", permalink=URL).said
    assert len(scene.races) == 1
    given = {"async": scene.qualifier.id, "pool": "Pool A"}
    assert scene.admin.autocomplete("async live", "permalink", "", given).choices == []


def test_a_permalink_that_is_drawn_in_runs_is_no_live_one(world: World) -> None:
    scene = Scene(world)
    assert "`live: True`" in scene.open(permalink="1-1").said
    assert scene.races == []


def test_a_live_permalink_is_never_drawn(world: World) -> None:
    scene = Scene(world)
    for number in range(3):
        scene.admin.slash(
            "async remove", {"async": scene.qualifier.id, "pool": "Pool A", "permalink": f"1-{number + 1}"}
        )
    scene.qualifier.press_start(scene.alice)
    assert scene.qualifier.runs == []


def test_the_race_can_be_in_another_channel_than_the_command(world: World) -> None:
    scene = Scene(world)
    scene.admin.slash(
        "async live", {"async": scene.qualifier.id, "pool": "pool a", "when": START, "channel": scene.channel}
    )
    world.drain()
    assert scene.race["channel"] == scene.channel
    assert scene.buttons[0] == "Join"


def test_a_start_in_the_past_is_refused(world: World) -> None:
    scene = Scene(world)
    assert "has passed" in scene.open("2037-11-23 11:00").said
    assert scene.races == []


def test_a_player_opens_no_race(world: World) -> None:
    scene = Scene(world)
    asked = {"async": scene.qualifier.id, "pool": "Pool A", "when": START}
    assert "reviewers and organizers" in scene.alice.slash("async live", asked).said
    assert scene.races == []


def test_a_reviewer_may(world: World) -> None:
    scene = Scene(world)
    role = world.discord.create_role(scene.qualifier.server.id, "reviewers")["id"]
    scene.admin.slash("async edit", {"async": scene.qualifier.id, "reviewer_role": role})
    world.discord.give_role(scene.qualifier.server.id, scene.alice.user_id, role)
    scene.alice.at(scene.channel).slash("async live", {"async": scene.qualifier.id, "pool": "Pool A", "when": START})
    world.drain()
    assert scene.buttons[0] == "Join"


def test_live_permalinks_are_offered_to_staff_alone(world: World) -> None:
    scene = Scene(world)
    given = {"async": scene.qualifier.id, "pool": "Pool A"}
    offered = scene.admin.autocomplete("async live", "permalink", "", given).choices
    assert [each["value"] for each in offered] == ["1-4"]
    assert scene.alice.autocomplete("async live", "permalink", "", given).choices == []


def test_two_races_opened_at_once_take_two_permalinks(world: World) -> None:
    scene = Scene(world, live=2)
    other = world.add_admin(scene.qualifier.server, "other")
    asked = {"async": scene.qualifier.id, "pool": "Pool A", "when": START, "channel": scene.channel}
    with all_read_before_any_writes(world, 2):
        together(*(lambda who=who: who.slash("async live", asked) for who in (scene.admin, other)))
    world.drain()
    assert sorted(each["permalink"] for each in scene.races) == ["1-4", "1-5"]


def test_a_card_that_somebody_deletes_is_posted_again(world: World) -> None:
    scene = Scene(world)
    scene.open()
    first = scene.card
    world.discord.delete_message(scene.channel, first["id"])
    scene.open(race=scene.race["id"])
    assert scene.card["id"] != first["id"]
    assert scene.buttons[0] == "Join"


def test_where_the_bot_may_not_post_staff_read_so_and_can_cancel(world: World) -> None:
    scene = Scene(world)
    world.discord.set_overwrite(scene.channel, scene.qualifier.server.id, deny="SEND_MESSAGES")
    outcome = scene.open()
    assert "I can't post in" in outcome.said
    scene.press(scene.admin, "Cancel Race", outcome.message)
    scene.admin.at(scene.channel).click("Confirm Cancel")
    assert scene.race["state"] == "cancelled"


def test_opening_is_audited(world: World) -> None:
    scene = Scene(world)
    scene.open()
    (line,) = [each for each in world.documents(Table.AUDIT) if each["action"] == "live.opened"]
    assert line["actor"] == scene.admin.user_id
    assert line["after"]["permalink"] == "1-4"
