"""`/config audit`: who changed what, when, from what to what."""

import pytest

from tests.support.league import League, card
from tests.support.qualifier import Qualifier
from tests.support.world import World


def lines(league: League, limit: int | None = None) -> list[str]:
    shown = league.admin.slash("config audit", limit=limit)
    assert shown.ephemeral
    return str(card(shown)["description"]).splitlines()


def one(found: list[str], part: str) -> str:
    (line,) = [each for each in found if part in each]
    return line


def test_a_change_tells_who_what_old_and_new(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament(scheduled_events=False), title="Semifinal")
    league.edit(match, title="Final", when="2037-12-01 19:00")
    newest = one(lines(league), f"<@{league.admin.user_id}> **match changed** `{match}`")
    assert "title Semifinal → Final" in newest
    assert "→ <t:2143306800:f>" in newest


def test_every_kind_of_change_leaves_a_line(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    match = league.match(tournament, when="in 1 hour")
    world.pass_time(minutes=31)
    league.admin.slash("match cancel", match=match)
    world.drain()
    league.admin.slash("config server", timezone="Asia/Tokyo", announcements=league.server.channel)
    league.admin.slash("config tasks", task="match_reminders", action="disable")
    league.admin.slash("me timezone", timezone="Berlin")
    league.admin.slash("tournament delete", tournament=tournament)
    league.admin.click("Delete")
    said = "\n".join(lines(league, limit=50))
    for action in (
        "server added",
        "tournament created",
        "match created",
        "event created",
        "match told",
        "match cancelled",
        "event deleted",
        "organization changed",
        "server changed",
        "task disabled",
        "person changed",
        "tournament deleted",
    ):
        assert f"**{action}**" in said


def test_a_run_s_life_is_told_with_the_name_of_its_async(world: World) -> None:
    qualifier = Qualifier(world, pools=1)
    qualifier.race(qualifier.alice, minutes=30)
    alice = f"<@{qualifier.alice.user_id}>"
    said = lines(qualifier.league, limit=50)
    assert "Winter Qualifier" in one(said, "**async created**")
    assert "async Winter Qualifier" in one(said, f"{alice} **run opened**")
    assert "status in\\_progress → finished" in one(said, f"{alice} **run finished**")


def test_a_match_s_life_reads_as_words(world: World) -> None:
    league = League(world)
    match = league.match(league.tournament(scheduled_events=False))
    carol = world.add_player(league.server, "carol")
    carol.click("Track")
    league.alice.click("Check in")
    league.admin.slash("match result", match=match, winner="alice", time="1:23:45")
    league.alice.click("Undo")
    found = lines(league, limit=50)
    alice, bob = league.alice.user_id, league.bob.user_id
    for who, said in (
        (carol, f"**crew signed up** match `{match}`: user <@{carol.user_id}>; role tracker"),
        (league.alice, f"**match checked in** `{match}`: status scheduled → checked in"),
        (league.admin, f"**match result told** `{match}`: result none → 1. <@{alice}> 1:23:45, 2. <@{bob}>"),
        (league.alice, f"**match undone** `{match}`: status checked in → scheduled"),
    ):
        assert one(found, said).endswith(f"<@{who.user_id}> {said}")


def test_what_the_bot_did_by_itself_was_the_system(world: World) -> None:
    league = League(world)
    league.match(league.tournament())
    assert one(lines(league), " system **event created** match ")


@pytest.mark.parametrize(("limit", "number"), [(None, 10), (3, 3)])
def test_the_newest_come_first_ten_unless_said_otherwise(world: World, limit: int | None, number: int) -> None:
    league = League(world)
    for name in range(12):
        league.tournament(name=f"Cup {name}", scheduled_events=False)
    found = lines(league, limit)
    assert len(found) == number
    assert "`cup-11`" in found[0]


@pytest.mark.parametrize(("limit", "said"), [(0, "at least 1"), (51, "at most 50"), ("all", "can't be read")])
def test_a_limit_that_does_not_fit_is_refused(world: World, limit: object, said: str) -> None:
    assert said in League(world).forge("config audit", limit=limit)


def test_a_refusal_leaves_no_line(world: World) -> None:
    league = League(world)
    tournament = league.tournament()
    before = lines(league)
    league.admin.slash("match create", tournament=tournament, when="31 feb")
    league.alice.slash("tournament edit", tournament=tournament, name="x")
    assert lines(league) == before
