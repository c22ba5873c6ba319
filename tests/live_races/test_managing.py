"""`Manage` on the card: its staff see where the race stands, and move or cancel it, where players see none of that."""

from functions.interactions import worker
from paddock.discord.message import Message, Press
from paddock.ids import AsyncId, ChannelId, LiveRaceId, MessageId
from paddock.live_races.asks import AskCancel, AskMove
from tests.live_races.scene import START, Scene
from tests.support.league import labels
from tests.support.world import World


def test_staff_read_where_the_race_stands_with_the_buttons_that_change_it(scene: Scene) -> None:
    shown = scene.press(scene.admin, "Manage")
    assert shown.ephemeral
    assert "**Start** <t:2142594000:F>" in shown.said
    assert "**Joined** 2" in shown.said
    assert scene.race["message"] in shown.said
    assert labels(shown) == ["Move", "Cancel Race"]


def test_a_player_is_told_whose_it_is(scene: Scene) -> None:
    shown = scene.press(scene.alice, "Manage")
    assert "That is for the async's reviewers and organizers." in shown.said
    assert shown.ephemeral
    assert labels(shown) == []


def test_after_a_move_the_answer_says_what_happened_and_can_change_it_again(scene: Scene) -> None:
    answer = scene.manage("Move").submit({"New start": "2037-11-23 14:00"})
    assert "The race now starts <t:2142597600:F>" in answer.said
    assert answer.ephemeral
    assert labels(answer) == ["Move", "Cancel Race"]


def test_after_a_cancellation_the_answer_says_what_happened(scene: Scene) -> None:
    assert "The race is cancelled." in scene.cancel().said


def test_of_a_race_that_has_begun_staff_read_so_without_buttons(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T13:00:00+00:00")
    shown = scene.press(scene.admin, "Manage")
    assert "can't be moved or cancelled any more" in shown.said
    assert labels(shown) == []


def test_of_a_cancelled_race_staff_read_so_without_buttons(scene: Scene) -> None:
    """Before its card is drawn anew."""
    scene.manage("Cancel Race")
    scene.admin.at(scene.channel).click("Confirm Cancel")
    shown = scene.press(scene.admin, "Manage")
    assert "**Cancelled.**" in shown.said
    assert labels(shown) == []


def test_whoever_opens_a_race_can_change_it_from_the_answer(world: World) -> None:
    scene = Scene(world)
    asked = {"async": scene.qualifier.id, "pool": "Pool A", "when": START}
    answer = scene.admin.at(scene.channel).slash("async live", asked)
    world.drain()
    assert labels(answer) == ["Move", "Cancel Race"]
    scene.press(scene.admin, "Move", answer.message).submit({"New start": "2037-11-23 14:00"})
    assert scene.race["starts"] == "2037-11-23T14:00:00Z"


def test_the_buttons_of_cards_from_before_still_move_and_cancel(scene: Scene) -> None:
    """They stood on the card itself, under the same ids."""
    ids = {"race": LiveRaceId(scene.race["id"]), "async_": AsyncId(scene.qualifier.id)}
    old = Message("Live race", buttons=(Press("Move", AskMove(**ids)), Press("Cancel Race", AskCancel(**ids))))
    worker.WIRING.clients.discord.edit_message(ChannelId(scene.channel), MessageId(scene.race["message"]), old)
    card = scene.card
    assert "reviewers and organizers" in scene.press(scene.alice, "Cancel Race", card).said
    scene.press(scene.admin, "Move", card).submit({"New start": "2037-11-23 14:00"})
    assert scene.race["starts"] == "2037-11-23T14:00:00Z"
    assert "Really cancel this race?" in scene.press(scene.admin, "Cancel Race", card).said
