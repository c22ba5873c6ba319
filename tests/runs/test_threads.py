"""A run's thread: made once, for one player, and no run is lost where it can't be made or is gone."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.support.league import labels
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import PERMISSIONS, World

PRIVATE, DAY, WEEK = 12, 1440, 10_080
ARCHIVED = {"archived": True}
LOCKED = {"archived": True, "locked": True}
TOO_MANY = {"code": 160006, "message": "Maximum number of active threads reached"}


@pytest.fixture
def qualifier(world: World) -> Qualifier:
    return Qualifier(world)


def threads(qualifier: Qualifier) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = qualifier.world.discord.threads(qualifier.channel)
    return found


def deny(qualifier: Qualifier, *permissions: str) -> None:
    """In the async's channel, to the bot."""
    bot = qualifier.world.discord.credentials()["bot_id"]
    qualifier.world.discord.set_overwrite(qualifier.channel, bot, type=1, deny=" ".join(permissions))


def allow(qualifier: Qualifier) -> None:
    bot = qualifier.world.discord.credentials()["bot_id"]
    qualifier.world.discord.set_overwrite(qualifier.channel, bot, type=1, allow=PERMISSIONS)


def confirm(qualifier: Qualifier, player: Any = None) -> Any:
    """As far as what the player reads in the end."""
    player = (player or qualifier.alice).at(qualifier.channel)
    player.click("Start New Async Run", message=qualifier.start_button)
    player.select(["Pool A"], "Pool")
    outcome = player.click("Confirm")
    qualifier.world.drain()
    return outcome


def text(message: dict[str, Any]) -> str:
    return str(message["embeds"][0]["description"])


# -- as it is made -------------------------------------------------------------------------------


def test_the_thread_is_private_and_named_after_player_and_pool(qualifier: Qualifier) -> None:
    qualifier.draw(qualifier.alice)
    (thread,) = threads(qualifier)
    assert (thread["name"], thread["type"]) == ("alice - Pool A", PRIVATE)
    assert not thread["thread_metadata"]["invitable"]


def test_only_the_player_and_the_bot_are_in_it(qualifier: Qualifier) -> None:
    qualifier.draw(qualifier.alice)
    (thread,) = threads(qualifier)
    bot = qualifier.world.discord.credentials()["bot_id"]
    assert sorted(thread["member_ids"]) == sorted([bot, qualifier.alice.user_id])


def test_the_thread_outlives_the_longest_run(qualifier: Qualifier) -> None:
    """A run may take 168 hours in which nobody writes anything."""
    qualifier.draw(qualifier.alice)
    (thread,) = threads(qualifier)
    assert thread["thread_metadata"]["auto_archive_duration"] == WEEK


@pytest.mark.parametrize("end", ["finish", "forfeit", "clock", "disqualified"])
def test_the_thread_of_a_run_that_is_over_is_archived_after_a_day_of_silence(qualifier: Qualifier, end: str) -> None:
    """A server has a thousand that are not archived; a button in an archived one can't be pressed."""
    racer = qualifier.draw(qualifier.alice)
    racer.ready()
    qualifier.world.pass_time(minutes=1)
    match end:
        case "finish":
            racer.finish()
        case "forfeit":
            racer.press("Forfeit")
            qualifier.alice.at(racer.thread).click("Confirm Forfeit")
        case "clock":
            qualifier.world.pass_time(hours=13)
        case _:
            qualifier.admin.slash("async disqualify", {"run": racer.id, "reason": "they said so"})
    qualifier.world.drain()
    (thread,) = threads(qualifier)
    assert thread["thread_metadata"]["auto_archive_duration"] == DAY


def test_a_name_that_is_too_long_for_a_thread_is_cut(world: World) -> None:
    qualifier = Qualifier(world, pools=0)
    qualifier.add_pool("P" * 60, 1)
    member = world.discord.add_member(qualifier.server.id, username="x", nick="n" * 32)
    qualifier.draw(world.person(member, qualifier.server), "P" * 60)
    (thread,) = threads(qualifier)
    assert thread["name"].startswith("n" * 32 + " - PPP")
    assert len(thread["name"]) <= 100


def test_the_card_says_all_that_the_player_needs(world: World) -> None:
    qualifier = Qualifier(world, permalinks=0)
    qualifier.add_permalink("Pool A", "https://example.org/seed", notes="Sword: *left* chest")
    racer = qualifier.draw(qualifier.alice)
    card = racer.card
    start_by = int(world.now.timestamp()) + 20 * 60
    assert "**Pool** Pool A" in text(card)
    assert "https://example.org/seed" in text(card)
    assert r"Sword: \*left\* chest" in text(card)
    assert any(f"<t:{at}:R>" in text(card) for at in range(start_by - 10, start_by + 1))
    assert "Record or stream" in text(card)
    assert racer.id in card["embeds"][0]["footer"]["text"]
    assert [each["label"] for row in card["components"] for each in row["components"]] == ["Ready", "Forfeit"]


def test_the_card_calls_the_player_and_nobody_else(qualifier: Qualifier) -> None:
    racer = qualifier.draw(qualifier.alice)
    assert [each["id"] for each in racer.card["mentions"]] == [qualifier.alice.user_id]


# -- what can't be made --------------------------------------------------------------------------

REFUSALS = {
    "no threads": ("CREATE_PRIVATE_THREADS", "Create Private Threads"),
    "no sight": ("VIEW_CHANNEL", "View Channel"),
    "no word": ("SEND_MESSAGES_IN_THREADS", "Send Messages In Threads"),
    "no cards": ("EMBED_LINKS", "Embed Links"),
}


@pytest.mark.parametrize(("permission", "label"), REFUSALS.values(), ids=REFUSALS)
def test_without_a_permission_the_answer_is_the_card_and_names_what_is_missing(
    qualifier: Qualifier, permission: str, label: str
) -> None:
    deny(qualifier, permission)
    outcome = confirm(qualifier)
    assert f"I lack **{label}** there" in outcome.said
    assert "Whoever manages the server can grant it" in outcome.said
    assert labels(outcome) == ["Ready", "Forfeit"]
    assert outcome.ephemeral
    assert "https://example.org/pool-a/" in outcome.said


@pytest.mark.parametrize(("permission", "label"), REFUSALS.values(), ids=REFUSALS)
def test_a_refusal_is_noted_for_the_admins_until_it_works_again(
    qualifier: Qualifier, permission: str, label: str
) -> None:
    deny(qualifier, permission)
    confirm(qualifier)
    assert label in qualifier.admin.slash("config show").said
    allow(qualifier)
    qualifier.draw(qualifier.bob)
    assert label not in qualifier.admin.slash("config show").said


def test_a_whole_race_is_run_without_a_thread(qualifier: Qualifier) -> None:
    deny(qualifier, "CREATE_PRIVATE_THREADS")
    confirm(qualifier)
    player = qualifier.alice.at(qualifier.channel)
    ready = player.click("Ready")
    qualifier.world.drain()
    qualifier.world.pass_time(seconds=12)
    assert "**GO!**" in ready.said
    qualifier.world.pass_time(minutes=30)
    player.click("Finish")
    player.click("Submit VOD & Notes").submit({"Link to the VOD": "https://example.org/vod"})
    (run,) = qualifier.runs
    assert (run["status"], run["vod"]) == ("finished", "https://example.org/vod")
    assert "thread" not in run


def test_whoever_lost_the_card_gets_it_again_from_the_list(qualifier: Qualifier) -> None:
    deny(qualifier, "CREATE_PRIVATE_THREADS")
    confirm(qualifier)
    player = qualifier.alice
    player.slash("async runs", {"async": qualifier.id})
    shown = player.select(["Pool A: not started yet"], "Show one of your runs")
    assert labels(shown) == ["Ready", "Forfeit"]
    player.click("Ready", message=shown.message)
    assert qualifier.runs[0]["status"] == "in_progress"


def test_a_thread_that_could_not_be_made_is_tried_again_from_the_list(qualifier: Qualifier) -> None:
    deny(qualifier, "CREATE_PRIVATE_THREADS")
    confirm(qualifier)
    allow(qualifier)
    qualifier.alice.slash("async runs", {"async": qualifier.id})
    shown = qualifier.alice.select(["Pool A: not started yet"], "Show one of your runs")
    qualifier.world.drain()
    (thread,) = threads(qualifier)
    assert shown.said.endswith(f"<#{thread['id']}>")


def test_too_many_threads_cost_nobody_a_run(qualifier: Qualifier) -> None:
    qualifier.world.discord.fail("create_thread", status=400, body=TOO_MANY)
    outcome = confirm(qualifier)
    assert "did not let me make your thread" in outcome.said
    assert labels(outcome) == ["Ready", "Forfeit"]


def test_that_a_server_has_no_room_for_threads_is_told_to_its_admins_until_it_has(qualifier: Qualifier) -> None:
    def checked() -> str:
        outcome = qualifier.admin.slash("config check")
        qualifier.world.drain()
        return str(outcome.message["embeds"][0]["description"])

    told = "as many active threads as Discord takes"
    qualifier.world.discord.fail("create_thread", status=400, body=TOO_MANY)
    confirm(qualifier)
    assert told in checked()
    confirm(qualifier, qualifier.bob)
    assert told not in checked()


def test_a_discord_that_is_silent_for_a_while_still_gets_its_thread(qualifier: Qualifier) -> None:
    qualifier.world.discord.fail("create_thread", status=503, times=2)
    outcome = confirm(qualifier)
    (thread,) = threads(qualifier)
    assert outcome.said.endswith(f"<#{thread['id']}>")


@pytest.mark.parametrize("call", ["create_thread", "add_thread_member", "create_message"])
def test_an_answer_of_discord_s_that_gets_lost_makes_nothing_twice(qualifier: Qualifier, call: str) -> None:
    qualifier.world.discord.drop(call, when="after")
    qualifier.draw(qualifier.alice)
    (thread,) = threads(qualifier)
    assert len(qualifier.world.discord.messages(thread["id"])) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_players_who_are_called_alike_never_share_a_thread(qualifier: Qualifier, when: str) -> None:
    """The other's has the same name, and stands there when a delivery looks for its own."""
    double = qualifier.world.discord.add_member(qualifier.server.id, username="other", nick="alice")
    first = qualifier.draw(qualifier.world.person(double, qualifier.server))
    qualifier.world.discord.drop("create_thread", when=when)
    second = qualifier.draw(qualifier.alice)
    assert len({first.thread, second.thread}) == len(threads(qualifier)) == 2


def test_a_thread_that_two_runs_could_call_theirs_becomes_one_s_alone(qualifier: Qualifier) -> None:
    """It was made for the first; before that is written down, the second finds and takes it."""
    double = qualifier.world.discord.add_member(qualifier.server.id, username="other", nick="alice")
    other = qualifier.world.person(double, qualifier.server)
    for player in (qualifier.alice, other):
        player.at(qualifier.channel).click("Start New Async Run", message=qualifier.start_button)
        player.at(qualifier.channel).select(["Pool A"], "Pool")
        player.at(qualifier.channel).click("Confirm")
    qualifier.world.discord.drop("create_thread", when="after")
    qualifier.world.drain()
    found = [(each["thread"], each["user"]) for each in qualifier.runs]
    assert len({thread for thread, _ in found}) == 2
    members = {each["id"]: each["member_ids"] for each in threads(qualifier)}
    assert all(user in members[thread] for thread, user in found)


# -- afterwards ----------------------------------------------------------------------------------


def test_a_thread_that_is_deleted_costs_nobody_a_run(qualifier: Qualifier) -> None:
    racer = qualifier.draw(qualifier.alice)
    qualifier.world.discord.delete_channel(racer.thread)
    qualifier.alice.slash("async runs", {"async": qualifier.id})
    shown = qualifier.alice.select(["Pool A: not started yet"], "Show one of your runs")
    qualifier.alice.click("Ready", message=shown.message)
    qualifier.world.drain()
    qualifier.world.pass_time(minutes=10)
    qualifier.alice.click("Finish", message=shown.message)
    qualifier.world.drain()
    assert racer.run["status"] == "finished"


@pytest.mark.parametrize("state", [ARCHIVED, LOCKED], ids=["archived", "locked"])
def test_an_archived_or_locked_thread_changes_nothing_about_the_finish(
    qualifier: Qualifier, state: dict[str, bool]
) -> None:
    racer = qualifier.draw(qualifier.alice)
    racer.ready()
    qualifier.world.pass_time(minutes=5)
    qualifier.world.discord.set_thread(racer.thread, **state)
    qualifier.alice.slash("async runs", {"async": qualifier.id})
    shown = qualifier.alice.select(["Pool A: in progress"], "Show one of your runs")
    qualifier.alice.click("Finish", message=shown.message)
    qualifier.world.drain()
    assert racer.run["status"] == "finished"
    assert len(racer.lines) == (1 if state is ARCHIVED else 0)


def test_a_runner_who_has_left_the_server_keeps_the_run(qualifier: Qualifier) -> None:
    player = qualifier.alice.at(qualifier.channel)
    player.click("Start New Async Run", message=qualifier.start_button)
    player.select(["Pool A"], "Pool")
    player.click("Confirm")
    qualifier.world.discord.remove_member(qualifier.server.id, qualifier.alice.user_id)
    qualifier.world.drain()
    (run,) = qualifier.runs
    assert run["status"] == "pending"
    qualifier.world.pass_time(minutes=21)
    assert [each["status"] for each in qualifier.runs] == ["forfeit"]


def test_a_bot_that_is_thrown_out_midway_finds_its_runs_again(qualifier: Qualifier) -> None:
    racer = qualifier.draw(qualifier.alice)
    deny(qualifier, "VIEW_CHANNEL")
    qualifier.world.pass_time(minutes=21)
    assert (racer.run["status"], racer.run["timed_out"]) == ("forfeit", True)


def test_a_card_that_was_deleted_stops_no_run(qualifier: Qualifier) -> None:
    racer = qualifier.draw(qualifier.alice)
    racer.ready()
    qualifier.world.discord.delete_message(racer.thread, racer.run["card"])
    qualifier.world.pass_time(minutes=5)
    qualifier.alice.slash("async runs", {"async": qualifier.id})
    shown = qualifier.alice.select(["Pool A: in progress"], "Show one of your runs")
    qualifier.alice.click("Finish", message=shown.message)
    qualifier.world.drain()
    assert racer.run["status"] == "finished"
    assert racer.lines


def test_what_the_bot_has_made_is_in_the_audit(qualifier: Qualifier) -> None:
    racer = qualifier.draw(qualifier.alice)
    shown = [each for each in qualifier.world.documents(Table.AUDIT) if each["action"] == "run.shown"]
    assert sorted(name for each in shown for name in each["after"]) == ["card", "thread"]
    assert {each["subject"] for each in shown} == {f"run:{racer.id}"}


def test_a_racer_of_each_pool_has_a_thread_of_its_own(qualifier: Qualifier) -> None:
    first = qualifier.race(qualifier.alice, "Pool A", minutes=1)
    second: Racer = qualifier.draw(qualifier.alice, "Pool B")
    assert first.thread != second.thread
    assert sorted(each["name"] for each in threads(qualifier)) == ["alice - Pool A", "alice - Pool B"]
