"""Staff make and change an async, through the door."""

from typing import Any

import pytest

from paddock.asyncs.asks import AddPermalink, CreateAsync, EditAsync
from paddock.store.item import Table
from tests.support.qualifier import Qualifier
from tests.support.world import World


def stored(qualifier: Qualifier) -> dict[str, Any]:
    (found,) = qualifier.world.documents(Table.RECORDS, "ASYNC#")
    document: dict[str, Any] = found
    return document


def does(qualifier: Qualifier, path: str, **options: Any) -> Any:
    outcome = qualifier.admin.slash(path, {"async": qualifier.id, **options})
    qualifier.world.drain()
    return outcome


def post(qualifier: Qualifier, channel: str = "") -> dict[str, Any]:
    (message,) = qualifier.world.discord.messages(channel or qualifier.channel)
    found: dict[str, Any] = message
    return found


def card(message: dict[str, Any]) -> str:
    return str(message["embeds"][0]["description"])


def test_a_new_one_says_what_comes_next_and_is_open(world: World) -> None:
    qualifier = Qualifier(world, pools=0, post=False)
    assert stored(qualifier)["active"]
    assert "**State** open" in qualifier.admin.slash("async show", {"async": qualifier.id}).said


def test_every_setting_can_be_given_and_changed(world: World) -> None:
    given: dict[str, Any] = {
        "runs_per_pool": 2,
        "reattempts": -1,
        "approved_only": True,
        "start_minutes": 30,
        "warning_minutes": 5,
    }
    given |= {"limit_hours": 6, "hide_results": False, "limit_warning_minutes": 30, "par_sample": 3, "balance": 1}
    given |= {"account_days": 30}
    qualifier = Qualifier(world, pools=0, post=False, **given)
    assert {name: stored(qualifier)[name] for name in given} == given
    changed = {
        name: value + 1 if isinstance(value, int) and not isinstance(value, bool) else not value
        for name, value in given.items()
    }
    does(
        qualifier,
        "async edit",
        **changed,
        description="Read the rules",
        opens="2037-12-01 20:00",
        closes="2037-12-08 20:00",
    )
    assert {name: stored(qualifier)[name] for name in given} == changed
    assert (stored(qualifier)["opens"], stored(qualifier)["closes"]) == ("2037-12-01T20:00:00Z", "2037-12-08T20:00:00Z")
    does(qualifier, "async edit", description="none", opens="none", unset="start_minutes")
    assert {"description", "opens", "start_minutes"}.isdisjoint(stored(qualifier))


def test_a_member_makes_and_changes_nothing(world: World) -> None:
    qualifier = Qualifier(world, post=False)
    for path in ("edit", "post", "open", "close", "delete", "show"):
        outcome = qualifier.alice.slash(f"async {path}", {"async": qualifier.id})
        assert outcome.said.startswith("That is for organizers and admins")


def test_of_two_asyncs_made_for_one_channel_there_is_one(world: World) -> None:
    qualifier = Qualifier(world, pools=0, post=False)
    refused = qualifier.admin.slash("async create", name="Another", channel=qualifier.channel)
    assert "it has an async already (Winter Qualifier)" in refused.said
    assert len(world.documents(Table.RECORDS, "ASYNC#")) == 1


def test_what_is_not_an_address_is_no_permalink(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=0, post=False)
    refused = does(qualifier, "async permalink", pool="pool a", url="racetime")
    assert refused.said.startswith("`url`: the address of the seed")


def test_the_address_of_a_permalink_is_shown_without_markup_in_it(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=0, post=False)
    does(qualifier, "async permalink", pool="pool a", url="https://example.org/a`b`||c||")
    assert "https://example.org/a%60b%60%7C%7Cc%7C%7C" in does(qualifier, "async show").said


def test_pools_and_permalinks_are_offered_while_one_types(world: World) -> None:
    qualifier = Qualifier(world, pools=2, permalinks=1, post=False)
    named = {"async": qualifier.id}
    choices = qualifier.admin.autocomplete("async permalink", "pool", "pool", {**named, "url": "https://a.org"}).choices
    assert [each["value"] for each in choices] == ["Pool A", "Pool B"]
    choices = qualifier.admin.autocomplete("async remove", "permalink", "", {**named, "pool": "Pool B"}).choices
    assert [each["value"] for each in choices] == ["2-1"]
    (choice,) = qualifier.admin.autocomplete("async edit", "async", "wint").choices
    assert choice == {"name": "Winter Qualifier, open", "value": qualifier.id}


def test_the_post_stands_in_the_channel_once_and_follows_every_change(world: World) -> None:
    qualifier = Qualifier(world)
    assert "**Pools** Pool A, Pool B" in card(post(qualifier))
    does(qualifier, "async pool", name="Pool C")
    assert "Pool C" in card(post(qualifier))
    does(qualifier, "async close")
    assert "**State** closed" in card(post(qualifier))
    does(qualifier, "async open")
    does(qualifier, "async post")
    assert "**State** open" in card(post(qualifier))


def test_a_post_of_an_async_without_pools_says_that_nobody_can_start_yet(world: World) -> None:
    qualifier = Qualifier(world, pools=0, post=False)
    posted = qualifier.admin.slash("async post", {"async": qualifier.id})
    world.drain()
    assert "It has no pools yet, so nobody can start a run: `/async pool` adds one." in posted.said
    qualifier.add_pool("Pool A", 1)
    again = qualifier.admin.slash("async post", {"async": qualifier.id})
    world.drain()
    assert "⚠️" not in again.said


def test_a_post_warns_of_pools_in_which_nobody_can_race(world: World) -> None:
    qualifier = Qualifier(world, pools=1, post=False)
    does(qualifier, "async pool", name="Pool *B*")
    posted = does(qualifier, "async post")
    assert "No permalinks yet in Pool \\*B\\*: nobody can race there" in posted.said
    qualifier.add_permalink("Pool *B*", "https://example.org/b")
    assert "⚠️" not in does(qualifier, "async post").said


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, "hidden until the async is closed; `/async board` shows you your own"),
        ({"closes": "in 3 days"}, "hidden until the async is closed (<t:"),
        ({"hide_results": False}, "`/async board` shows them to everybody"),
    ],
    ids=["hidden", "hidden until an instant", "shown"],
)
def test_the_post_says_when_results_are_shown(world: World, options: dict[str, Any], told: str) -> None:
    qualifier = Qualifier(world, **options)
    assert f"**Results** {told}" in qualifier.start_button["embeds"][0]["description"]


def test_an_async_with_a_live_race_ahead_is_not_deleted_and_its_audit_stays_when_it_is(world: World) -> None:
    qualifier = Qualifier(world)
    qualifier.add_permalink("Pool A", "https://example.org/live", live=True)
    does(qualifier, "async live", pool="Pool A", when="in 1 hour")
    does(qualifier, "async close")
    assert does(qualifier, "async delete").said.startswith("A live race of this async is still to be run.")
    world.pass_time(hours=1)
    before = qualifier.audit()
    does(qualifier, "async delete")
    qualifier.admin.click("Delete")
    assert qualifier.audit() == [*before, "async.deleted"]


BOUNDS = {
    "runs_per_pool": (1, 10),
    "reattempts": (-1, 100),
    "limit_hours": (1, 168),
    "name": (1, 100),
    "description": (None, 500),
}
"""As the rules of asyncs have them: whole numbers, or lengths."""


@pytest.mark.parametrize("path", ["create", "edit"])
@pytest.mark.parametrize(("name", "bounds"), BOUNDS.items(), ids=BOUNDS)
def test_the_settings_of_an_async_have_bounds(path: str, name: str, bounds: tuple[int | None, int]) -> None:
    field = (CreateAsync if path == "create" else EditAsync).model_fields[name]
    least = next(
        (getattr(each, key) for each in field.metadata for key in ("ge", "min_length") if hasattr(each, key)), None
    )
    most = next(getattr(each, key) for each in field.metadata for key in ("le", "max_length") if hasattr(each, key))
    assert (least, most) == bounds


def test_a_permalink_s_address_and_notes_have_bounds() -> None:
    lengths = {
        name: field.metadata[0].max_length for name, field in AddPermalink.model_fields.items() if field.metadata
    }
    assert (lengths["url"], lengths["notes"]) == (512, 1000)


def test_the_post_follows_the_clock(world: World) -> None:
    qualifier = Qualifier(world, opens="in 2 hours", closes="in 5 hours")
    assert "**State** opens <t:" in card(post(qualifier))
    world.pass_time(hours=2, minutes=1)
    assert "**State** open until <t:" in card(post(qualifier))
    world.pass_time(hours=3)
    assert "**State** closed <t:" in card(post(qualifier))


def test_a_post_that_somebody_deleted_comes_back_when_it_is_asked_for(world: World) -> None:
    qualifier = Qualifier(world)
    world.discord.delete_message(qualifier.channel, post(qualifier)["id"])
    does(qualifier, "async close")
    assert world.discord.messages(qualifier.channel) == []
    does(qualifier, "async post")
    assert "**State** closed" in card(post(qualifier))


def test_the_post_moves_with_the_async_to_another_channel(world: World) -> None:
    qualifier = Qualifier(world)
    other = world.discord.create_channel(qualifier.server.id, "other")["id"]
    does(qualifier, "async edit", channel=other)
    assert world.discord.messages(qualifier.channel) == []
    assert "**Pools** Pool A, Pool B" in card(post(qualifier, other))


def test_a_channel_that_is_closed_to_the_bot_is_told_of(world: World) -> None:
    qualifier = Qualifier(world, post=False)
    bot = world.discord.credentials()["bot_id"]
    world.discord.set_overwrite(qualifier.channel, bot, type=1, deny="SEND_MESSAGES")
    said = does(qualifier, "async post").said
    assert f"I can't post in <#{qualifier.channel}>" in said
    assert "Send Messages" in said


def test_a_closed_async_is_deleted_after_a_question_and_its_channel_is_free(world: World) -> None:
    qualifier = Qualifier(world)
    assert does(qualifier, "async delete").said == "This async is open. Close it first with `/async close`."
    does(qualifier, "async close")
    does(qualifier, "async delete")
    qualifier.admin.click("Delete")
    world.drain()
    assert post(qualifier)["components"] == []
    assert qualifier.admin.slash("async list").said.startswith("There is no async yet")
    assert qualifier.admin.slash("async create", name="Next", channel=qualifier.channel).said.startswith("Created.")
    assert "async.deleted" in qualifier.audit()


def test_an_answer_shows_the_pools_and_the_limits_as_they_are(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=2)
    for outcome in (does(qualifier, "async pool", name="Pool B"), does(qualifier, "async edit", balance=1)):
        assert "**Pool A**: 2 permalinks" in outcome.said
        assert "**Pool B**: no permalinks yet" in outcome.said
        assert "**Limits** start within 20 minutes (warning 10 before)" in outcome.said


def test_an_async_is_not_deleted_while_somebody_races_in_it(world: World) -> None:
    qualifier = Qualifier(world)
    racer = qualifier.draw(qualifier.alice)
    does(qualifier, "async close")
    assert does(qualifier, "async delete").said.startswith("A run in it is still open.")
    racer.ready()
    world.discord.advance(60)
    racer.finish()
    assert does(qualifier, "async delete").said.startswith("Delete **Winter Qualifier**?")


def test_the_list_of_asyncs_has_pages(world: World) -> None:
    qualifier = Qualifier(world, pools=0, post=False)
    for number in range(15):
        channel = world.discord.create_channel(qualifier.server.id, f"room-{number}")["id"]
        qualifier.admin.slash("async create", name=f"Qualifier {number}", channel=channel)
    first = qualifier.alice.slash("async list")
    assert "Qualifier 13" in first.said
    assert "Qualifier 14" not in first.said
    assert "Qualifier 14" in qualifier.alice.click("Later").said


def test_the_post_says_how_long_a_run_may_take_also_after_the_organization_has_changed_it(world: World) -> None:
    qualifier = Qualifier(world)
    assert "within 20 minutes of the draw, finish within 12 hours" in card(post(qualifier))
    qualifier.admin.slash("config tasks", task="async_tournament_timeout_pending", timeout_minutes=30)
    world.drain()
    assert "within 30 minutes of the draw" in card(post(qualifier))


def test_every_change_is_in_the_audit_with_who_made_it(world: World) -> None:
    qualifier = Qualifier(world, pools=1, permalinks=1)
    does(qualifier, "async remove", pool="Pool A", permalink="1-1")
    does(qualifier, "async remove", pool="Pool A")
    does(qualifier, "async close")
    does(qualifier, "async open")
    by = {
        each["action"]: each["actor"]
        for each in world.documents(Table.AUDIT)
        if "async" in each["subject"] or "pool" in each["subject"]
    }
    assert by == {
        "async.created": qualifier.admin.user_id,
        "async.changed": qualifier.admin.user_id,
        "permalink.added": qualifier.admin.user_id,
        "permalink.removed": qualifier.admin.user_id,
        "async.posted": qualifier.admin.user_id,
        "async.closed": qualifier.admin.user_id,
        "async.opened": qualifier.admin.user_id,
    }


def test_a_server_with_asyncs_joins_no_other(world: World) -> None:
    qualifier = Qualifier(world, pools=0, post=False)
    other = Qualifier(world, pools=0, post=False)
    code = other.admin.slash("config link").said.split("`")[1]
    assert qualifier.admin.slash("config link", code=code).said.startswith("This server has asyncs of its own")


@pytest.mark.parametrize("path", ["async open", "async close"])
def test_what_is_so_already_is_said_and_written_nowhere(world: World, path: str) -> None:
    qualifier = Qualifier(world, pools=0, post=False)
    does(qualifier, path)
    before = qualifier.audit()
    assert "already" in does(qualifier, path).said
    assert qualifier.audit() == before
