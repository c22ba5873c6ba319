"""A server that leaves an organization: what the organization showed there goes, and nothing else is touched."""

from datetime import timedelta
from typing import Any

import pytest

from functions.interactions import worker
from paddock.audit.model import SYSTEM
from paddock.change import Cause
from paddock.ids import MatchId, OrganizationId, TournamentId
from paddock.matches.model import Match, Source
from paddock.matches.plans import followed_up
from paddock.matches.records import created
from paddock.organizations.records import OrganizationStore
from paddock.store.item import Table
from paddock.store.table import Session
from paddock.tournaments.records import TournamentStore
from tests.organizations.linked import enter, make_code, two
from tests.support.league import League
from tests.support.world import World

CREATE, DELETE, LIST = (
    "create_guild_scheduled_event",
    "delete_guild_scheduled_event",
    "list_guild_scheduled_events",
)
REFERENCE = "Paddock match {}"


def unlink(first: League, second: League, *, drain: bool = True) -> None:
    first.admin.slash("config unlink", server=second.server.id)
    if drain:
        first.world.drain()


def records(league: League, server: League) -> list[str]:
    """The states of what the organization of `league` has recorded in the other server."""
    return [each["state"] for each in league.stored("EVENT#") if each["guild"] == server.server.id]


def test_its_events_go_from_the_server_that_was_unlinked_and_stay_in_the_others(world: World) -> None:
    first, second = two(world)
    first.match(first.tournament())
    unlink(first, second)
    assert (len(first.events), second.events) == (1, [])
    assert (records(first, first), records(first, second)) == (["live"], [])


def test_events_that_others_made_there_stay(world: World) -> None:
    first, second = two(world)
    match = first.match(first.tournament())
    ours = second.event
    theirs = world.discord._world.guilds[second.server.id].events
    theirs["7"] = {**ours, "id": "7", "creator_id": second.bob.user_id}
    theirs["8"] = {**ours, "id": "8", "description": "Somebody's own"}
    unlink(first, second)
    assert sorted(each["id"] for each in second.events) == ["7", "8"]
    assert theirs["7"]["description"].endswith(REFERENCE.format(match))


def test_a_server_that_goes_to_another_organization_shows_that_ones_events_alone(world: World) -> None:
    first, second = two(world)
    other = League(world, "other-")
    for league, name in ((first, "First Cup"), (other, "Other Cup")):
        league.match(league.tournament(name=name))
    unlink(first, second, drain=False)
    enter(second, make_code(other))
    world.drain()
    assert [each["name"] for each in second.events] == ["OTHER-CUP - other-alice vs other-bob"]
    made = len(world.discord.requests(CREATE))
    for _ in range(2):
        world.pass_time(minutes=20)
        world.sync()
    assert len(second.events) == 1
    assert len(world.discord.requests(CREATE)) == made


def test_neither_organization_takes_the_others_events_for_strays(world: World) -> None:
    """The server has gone over, and what the first one showed there could not be removed yet."""
    first, second = two(world)
    other = League(world, "other-")
    for league, name in ((first, "First Cup"), (other, "Other Cup")):
        league.match(league.tournament(name=name))
    world.discord.fail(DELETE, status=503, times=8)
    unlink(first, second, drain=False)
    enter(second, make_code(other))
    world.drain()
    deleted = len(world.discord.requests(DELETE))
    world.sync()
    world.discord.clear_faults()
    assert {each["name"][:5] for each in second.events} == {"FIRST", "OTHER"}
    assert len(world.discord.requests(DELETE)) == deleted, "what is not its own the hourly pass leaves alone"
    world.pass_time(hours=1)
    assert [each["name"][:5] for each in second.events] == ["OTHER"]


def import_match(league: League, tournament: str) -> None:
    """What the import makes of an episode: the same id for every community that follows it."""
    database, ledger = worker.WIRING.database, worker.WIRING.ledger
    tenant, now = OrganizationId(league.server.id), league.world.now
    organization = OrganizationStore(Session(database)).get(tenant)
    found = TournamentStore(Session(database)).get(tenant, TournamentId(tournament))
    match = Match(
        organization=tenant,
        id=MatchId("sg7"),
        tournament=found.id,
        title="Final",
        when=now + timedelta(hours=4),
        source=Source(episode=7, fingerprint="x"),
    )
    change = created(match) + followed_up(None, match, found, organization, now)
    ledger.commit(change, Cause(tenant, SYSTEM, "import", now))
    league.world.drain()


def test_one_episode_that_both_organizations_follow_is_told_apart(world: World) -> None:
    first, second = two(world)
    other = League(world, "other-")
    for league, name in ((first, "First Cup"), (other, "Other Cup")):
        import_match(league, league.tournament(name=name))
    unlink(first, second, drain=False)
    enter(second, make_code(other))
    world.drain()
    world.pass_time(hours=1)
    world.sync()
    assert [each["name"] for each in second.events] == ["OTHER-CUP - Final"]
    assert records(first, second) == []


def test_whoever_comes_back_has_the_events_again(world: World) -> None:
    first, second = two(world)
    first.match(first.tournament())
    unlink(first, second)
    enter(second, make_code(first))
    world.drain()
    assert second.event["name"] == first.event["name"]
    assert records(first, second) == ["live"]


@pytest.mark.parametrize("operation", [DELETE, LIST])
def test_an_unlinking_that_discord_does_not_answer_for_a_day_still_ends_right(world: World, operation: str) -> None:
    """The hourly pass does not look at that server any more: nobody else would promise it again."""
    first, second = two(world)
    first.match(first.tournament(), when="in 3 days")
    world.discord.fail(operation, status=503, times=None)
    unlink(first, second)
    for _ in range(30):
        world.pass_time(minutes=50)
    assert len(second.events) == 1
    world.discord.clear_faults()
    world.pass_time(hours=1)
    assert (len(first.events), second.events) == (1, [])
    assert records(first, second) == []


def test_an_unlinking_that_discord_forbids_is_tried_again_each_hour_until_the_event_is_over(world: World) -> None:
    first, second = two(world)
    first.match(first.tournament())
    before = world.documents(Table.RECORDS, "SERVER")
    world.discord.set_bot_permissions(second.server.id, "VIEW_CHANNEL")
    unlink(first, second)
    (server,) = (each for each in world.documents(Table.RECORDS, "SERVER") if each["guild"] == second.server.id)
    assert server["troubles"] == [], "the server's settings are not the former organization's to write"
    assert len(before) == len(world.documents(Table.RECORDS, "SERVER"))
    world.pass_time(hours=1, minutes=1)
    assert len(world.discord.requests(DELETE)) == 2
    for _ in range(8):
        world.pass_time(hours=1, minutes=1)
    assert records(first, second) == []
    asked = len(world.discord.requests(DELETE))
    assert asked <= 5
    world.pass_time(days=1)
    assert len(world.discord.requests(DELETE)) == asked


def test_what_was_forbidden_at_first_goes_once_it_is_allowed(world: World) -> None:
    first, second = two(world)
    first.match(first.tournament(), when="in 3 days")
    world.discord.set_bot_permissions(second.server.id, "VIEW_CHANNEL")
    unlink(first, second)
    world.discord.set_bot_permissions(second.server.id, "VIEW_CHANNEL CREATE_EVENTS")
    world.pass_time(hours=1, minutes=1)
    assert second.events == []
    assert records(first, second) == []


def test_a_server_that_sent_the_bot_away_and_was_unlinked_is_cleared_once_the_bot_is_back(world: World) -> None:
    first, second = two(world)
    match = first.match(first.tournament(), when="in 5 days")
    world.discord.kick_bot(second.server.id)
    first.edit(match, title="Final")
    unlink(first, second)
    asked = len(world.discord.requests())
    world.pass_time(hours=12)
    assert world.discord.requests(since=asked) == []
    world.discord.install_bot(second.server.id, "VIEW_CHANNEL CREATE_EVENTS")
    second.admin.slash("config show")
    world.pass_time(hours=13)
    assert second.events == []
    assert records(first, second) == []


def test_an_event_that_was_made_unnoticed_goes_as_well(world: World) -> None:
    """Discord made it, the answer was lost, and the server has left before anybody looked."""
    first, second = two(world)
    tournament = first.tournament()
    world.discord.drop(CREATE, when="after", nth=2, times=1)
    world.discord.fail(LIST, status=503, times=4)
    first.match(tournament)
    assert "intended" in [*records(first, first), *records(first, second)]
    unlink(first, second)
    world.discord.clear_faults()
    world.pass_time(hours=1)
    world.sync()
    assert (len(first.events), second.events) == (1, [])
    assert (records(first, first), records(first, second)) == (["live"], [])


# -- tournaments that leave a server ----------------------------------------------------------------


def choose(league: League, tournament: str, **options: Any) -> None:
    league.admin.slash("tournament edit", {"tournament": tournament, **options})
    league.world.drain()


def test_a_tournament_is_taken_out_of_a_server_and_put_back(world: World) -> None:
    first, second = two(world)
    tournament = first.tournament()
    first.match(tournament)
    choose(first, tournament, servers=first.server.id)
    assert (len(first.events), second.events) == (1, [])
    choose(first, tournament, servers="all")
    assert (len(first.events), len(second.events)) == (1, 1)


def test_another_tournament_s_events_stay_in_the_server(world: World) -> None:
    first, second = two(world)
    tournament = first.tournament()
    first.match(tournament)
    first.match(first.tournament(name="Summer Cup"))
    choose(first, tournament, servers=first.server.id)
    assert [each["name"] for each in second.events] == ["SUMMER-CUP - alice vs bob"]


def test_a_new_match_is_shown_in_the_chosen_servers_alone(world: World) -> None:
    first, second = two(world)
    first.match(first.tournament(servers=second.server.id))
    assert (first.events, len(second.events)) == ([], 1)


def test_the_events_of_the_only_tournament_go_however_long_discord_is_silent(world: World) -> None:
    """The hourly pass does not look at an organization that shows nothing."""
    first, second = two(world)
    tournament = first.tournament()
    first.match(tournament, when="in 3 days")
    world.discord.fail(LIST, status=503, times=None)
    choose(first, tournament, master_switch=False)
    for _ in range(30):
        world.pass_time(minutes=50)
    world.discord.clear_faults()
    world.pass_time(hours=1)
    assert (first.events, second.events) == ([], [])
