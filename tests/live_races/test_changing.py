"""A live race is moved or cancelled by its staff, together with its timers and with those who have joined."""

from functions.timeouts.app import handler as timeouts
from paddock.store.item import Table
from tests.live_races.scene import URL, Scene
from tests.support.world import World
from tests.twins.together import COMMIT, all_read_before_any_writes, just_before, together


def move(scene: Scene, when: str) -> str:
    said = scene.manage("Move").submit({"New start": when}).said
    scene.world.drain()
    return str(said)


# -- moving --------------------------------------------------------------------------------------


def test_a_moved_race_starts_at_its_new_instant_with_all_who_joined(scene: Scene) -> None:
    move(scene, "2037-11-23 14:00")
    assert "**Start** <t:2142597600:F>" in scene.shown
    scene.reach_start()
    assert set(scene.statuses().values()) == {"pending"}
    scene.world.pass_time(hours=1)
    assert {run["started"] for run in scene.qualifier.runs} == {"2037-11-23T14:00:00Z"}


def test_a_race_can_be_moved_to_an_earlier_start(scene: Scene) -> None:
    move(scene, "2037-11-23 12:10")
    scene.world.pass_time(minutes=10)
    assert {run["started"] for run in scene.qualifier.runs} == {"2037-11-23T12:10:00Z"}


def test_moving_writes_no_run_and_moves_its_timers(scene: Scene) -> None:
    runs, entrants = scene.qualifier.runs, scene.qualifier.entrants
    move(scene, "2037-11-23 14:00")
    assert (scene.qualifier.runs, scene.qualifier.entrants) == (runs, entrants)
    assert [each["due"] for each in scene.jobs("live_races.start")] == [
        "2037-11-23T14:00:00Z",
        "2037-11-23T13:59:00Z",
    ]


def test_the_command_moves_a_race_too(scene: Scene) -> None:
    outcome = scene.open("2037-11-23 14:00", race=scene.race["id"])
    assert "The race now starts <t:2142597600:F>" in outcome.said
    assert len(scene.races) == 1


def test_races_that_can_be_moved_are_offered_with_their_starts(scene: Scene) -> None:
    given = {"async": scene.qualifier.id, "pool": "Pool A", "when": "in 1 hour"}
    (offered,) = scene.admin.autocomplete("async live", "race", "", given).choices
    assert (offered["name"], offered["value"]) == ("Mon 23 Nov 13:00, Pool A", scene.race["id"])
    move(scene, "2037-11-23 14:00")
    (offered,) = scene.admin.autocomplete("async live", "race", "", given).choices
    assert offered["name"] == "Mon 23 Nov 14:00, Pool A"


def test_those_who_joined_are_called_when_it_moves(scene: Scene) -> None:
    move(scene, "2037-11-23 14:00")
    (line,) = scene.lines
    assert "now starts <t:2142597600:F>" in line
    assert all(f"<@{who.user_id}>" in line for who in (scene.alice, scene.bob))


def test_a_race_is_not_moved_into_the_past(scene: Scene) -> None:
    assert "has passed" in move(scene, "2037-11-23 11:00")
    assert scene.race["starts"] == "2037-11-23T13:00:00Z"


def test_a_race_that_has_started_is_not_moved(scene: Scene) -> None:
    panel = scene.press(scene.admin, "Manage").message
    scene.world.discord.set_time("2037-11-23T13:00:00+00:00")
    assert "can't be moved or cancelled any more" in scene.press(scene.admin, "Move", panel).said


def test_players_neither_move_nor_cancel_it(scene: Scene) -> None:
    assert "reviewers and organizers" in scene.press(scene.alice, "Manage").said
    for tag in ("live.move", "live.cancel"):
        assert "reviewers and organizers" in scene.forge(scene.alice, tag)
    assert "reviewers and organizers" in scene.forge(scene.alice, "live.cancel-yes", 2142600000)
    assert scene.race["state"] == "open"


def test_a_race_of_another_async_is_not_moved(scene: Scene) -> None:
    channel = scene.world.discord.create_channel(scene.qualifier.server.id, "other")["id"]
    other = str(scene.admin.slash("async create", {"name": "Other", "channel": channel}).id)
    asked = {"async": other, "pool": "Pool A", "when": "2037-11-23 14:00", "race": scene.race["id"]}
    assert "belongs to another async" in scene.admin.slash("async live", asked).said


def test_whoever_joins_while_it_moves_is_in_and_it_has_moved(scene: Scene) -> None:
    carol = scene.world.add_player(scene.qualifier.server, "carol")
    card = scene.card
    form = scene.manage("Move")
    with all_read_before_any_writes(scene.world, 2):
        together(
            lambda: form.submit({"New start": "2037-11-23 14:00"}).said,
            lambda: scene.press(carol, "Join", card).said,
        )
    scene.world.drain()
    assert scene.race["starts"] == "2037-11-23T14:00:00Z"
    assert "**Joined** (3): alice, bob, carol" in scene.shown
    assert len(scene.runs()) == 3


def test_a_move_that_meets_the_start_of_the_old_instant_stands(scene: Scene) -> None:
    """It was pressed in time, and nothing had begun."""
    form = scene.manage("Move")
    scene.world.discord.set_time("2037-11-23T12:59:30+00:00")
    form.submit({"New start": "2037-11-23 14:00"})
    scene.reach_start()
    assert set(scene.statuses().values()) == {"pending"}


# -- cancelling ----------------------------------------------------------------------------------


def test_cancelling_asks_once_more(scene: Scene) -> None:
    assert "Really cancel this race? 2 runners will be taken out." in scene.manage("Cancel Race").said
    assert scene.race["state"] == "open"


def test_a_minute_later_the_question_is_void(scene: Scene) -> None:
    scene.manage("Cancel Race")
    scene.world.discord.advance(62)
    assert "more than a minute ago" in scene.admin.at(scene.channel).click("Confirm Cancel").said
    assert scene.race["state"] == "open"


def test_the_question_holds_for_a_whole_minute(scene: Scene) -> None:
    """Its end is carried in whole seconds, and none ends early."""
    scene.manage("Cancel Race")
    scene.world.discord.advance(59)
    scene.admin.at(scene.channel).click("Confirm Cancel")
    assert scene.race["state"] == "cancelled"


def test_cancelling_takes_the_joined_runs_away_and_frees_their_slots(scene: Scene) -> None:
    scene.cancel()
    assert (scene.qualifier.runs, scene.qualifier.entrants) == ([], [])
    assert "**Cancelled.**" in scene.shown
    assert scene.buttons == []
    scene.qualifier.draw(scene.alice)
    assert scene.statuses() == {"alice": "pending"}


def test_a_cancelled_race_never_starts_and_shows_nothing(scene: Scene) -> None:
    scene.cancel()
    assert scene.jobs("live_races.start") == []
    scene.reach_start()
    assert scene.race["state"] == "cancelled"
    assert URL not in str(scene.world.discord.messages(scene.channel))


def test_the_permalink_of_a_cancelled_race_can_be_raced_another_time(scene: Scene) -> None:
    scene.cancel()
    scene.open("2037-11-23 15:00")
    assert [each["permalink"] for each in scene.races] == ["1-4", "1-4"]


def test_nobody_joins_or_leaves_a_cancelled_race(scene: Scene) -> None:
    scene.cancel()
    for tag in ("live.join", "live.leave"):
        assert "was cancelled" in scene.forge(scene.alice, tag)


def test_all_are_taken_out_of_a_large_race(world: World) -> None:
    scene = Scene(world)
    scene.open()
    card = scene.card
    for who in scene.runners(60):
        scene.press(who, "Join", card)
    world.drain()
    scene.cancel()
    assert (scene.qualifier.runs, scene.qualifier.entrants) == ([], [])


def test_of_cancelling_and_the_start_at_the_same_instant_the_first_wins_and_the_other_reads_why(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T12:59:58.5+00:00")
    scene.manage("Cancel Race")
    with just_before(scene.world, COMMIT, scene.reach_start):
        said = scene.admin.at(scene.channel).click("Confirm Cancel").said
    assert "can't be moved or cancelled any more" in said
    assert set(scene.statuses().values()) == {"in_progress"}


def test_a_start_that_meets_a_cancellation_begins_nothing(scene: Scene) -> None:
    scene.world.discord.set_time("2037-11-23T12:59:30+00:00")
    scene.manage("Cancel Race")
    timeouts({"time": "2037-11-23T13:00:00Z"}, None)
    with just_before(scene.world, COMMIT, lambda: scene.admin.at(scene.channel).click("Confirm Cancel")):
        scene.world.drain()
    scene.world.drain()
    assert scene.race["state"] == "cancelled"
    assert scene.qualifier.runs == []


def test_whoever_joins_while_it_is_cancelled_keeps_no_slot(scene: Scene) -> None:
    carol = scene.world.add_player(scene.qualifier.server, "carol")
    card = scene.card
    scene.manage("Cancel Race")
    with all_read_before_any_writes(scene.world, 2):
        together(
            lambda: scene.admin.at(scene.channel).click("Confirm Cancel").said,
            lambda: scene.press(carol, "Join", card).said,
        )
    scene.world.drain()
    assert (scene.qualifier.runs, scene.qualifier.entrants) == ([], [])


def test_all_are_called_however_many_have_joined(world: World) -> None:
    scene = Scene(world)
    scene.open()
    card, runners = scene.card, scene.runners(100)
    for who in runners:
        scene.press(who, "Join", card)
    world.drain()
    scene.cancel()
    told = [line for line in scene.lines if "was cancelled" in line]
    assert len(told) == 2
    assert all(f"<@{who.user_id}>" in "".join(told) for who in runners)


# -- audit ---------------------------------------------------------------------------------------


def test_each_change_is_audited_with_who_has_made_it(scene: Scene) -> None:
    move(scene, "2037-11-23 14:00")
    scene.cancel()
    lines = [each for each in scene.world.documents(Table.AUDIT) if each["subject"] == f"live:{scene.race['id']}"]
    lines.sort(key=lambda each: str(each["instant"]))
    assert {each["actor"] for each in lines if each["action"] != "live.joined"} == {scene.admin.user_id}
    assert [each["action"] for each in lines if each["action"] not in ("live.joined", "live.posted")] == [
        "live.opened",
        "live.moved",
        "live.cancelled",
    ]
    (moved,) = [each for each in lines if each["action"] == "live.moved"]
    assert (moved["before"], moved["after"]) == ({"starts": "2037-11-23T13:00:00Z"}, {"starts": "2037-11-23T14:00:00Z"})
    taken = [each for each in scene.world.documents(Table.AUDIT) if each["action"] == "run.taken back"]
    assert [each["actor"] for each in taken] == ["system", "system"]
