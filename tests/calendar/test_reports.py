"""What `/tournament sync` answers."""

from typing import Any

import pytest

from paddock.calendar.comparison import Plan
from paddock.calendar.reports import Compared, report
from paddock.ids import GuildId
from paddock.organizations.model import Server, Trouble
from paddock.tournaments.model import EventFilter
from tests.organizations.linked import two
from tests.support.league import League
from tests.support.values import GUILD, OTHER_GUILD, a_server, a_tournament
from tests.support.world import World


def compared(server: Server | None = None, **counts: int) -> Compared:
    plan = Plan(GUILD, room=100)
    plan.counts.update(counts)
    return Compared(server or a_server(), plan)


def said(*found: Compared, **tournament: Any) -> str:
    message = report(a_tournament(**tournament), found)
    return "\n".join([message.text, *(message.card.lines if message.card else ())]).strip()


def troubled(kind: str) -> Server:
    return a_server(troubles=(Trouble(kind=kind, where="events"),))


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ({}, "0 events are right, nothing to do."),
        ({"right": 1}, "1 event is right, nothing to do."),
        ({"right": 2, "create": 3}, "2 events are right, 3 to create; that happens now."),
        (
            {"update": 1, "end": 2, "remove": 3},
            "0 events are right, 1 to update, 2 to end, 3 to remove; that happens now.",
        ),
        ({"right": 100, "waiting": 4}, "100 events are right, 4 waiting, nothing to do."),
    ],
)
def test_it_says_what_was_found_and_what_happens(counts: dict[str, int], expected: str) -> None:
    assert said(compared(None, **counts)) == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"archived": True}, "was deleted"),
        ({"active": False}, "is inactive, so it has no events: `/tournament edit` with `active`"),
        ({"scheduled_events": False}, "Events are off for this tournament: `/tournament edit`"),
        ({"master_switch": False}, "switched off for now: `/tournament edit` with `master_switch`"),
        ({"event_filter": EventFilter.NONE}, "`/tournament edit` with `event_filter`"),
    ],
)
def test_it_says_why_there_are_no_events_and_how_to_have_some(changes: dict[str, Any], expected: str) -> None:
    assert expected in said(compared(), **changes)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (compared(troubled("EVENT_LIMIT"), waiting=2), "Delete some that nobody needs"),
        (compared(troubled("CREATE_EVENTS"), create=1), "I lack **Create Events**. `/config check` says where"),
        (Compared(a_server(), None), "`/config check` says what is missing"),
        (Compared(a_server(paused=True), None), "`/config check` there has the link to add me again"),
        (Compared(a_server(), None, is_silent=True), "I ask again by myself"),
    ],
)
def test_it_says_what_stands_in_the_way_with_its_remedy(found: Compared, expected: str) -> None:
    assert expected in said(found)


def test_what_has_nothing_to_do_with_events_is_not_said() -> None:
    assert "⚠️" not in said(compared(troubled("SEND_MESSAGES")))


def test_of_several_servers_each_is_named() -> None:
    names = {GUILD: "Winter *League*", OTHER_GUILD: None}
    found = [compared(Server(guild=GuildId(id), organization="1", name=name)) for id, name in names.items()]
    lines = said(*found).splitlines()
    assert [line.partition(":")[0] for line in lines] == ["**Winter \\*League\\***", "`200`"]


def test_each_server_s_own_lack_is_told_to_whoever_syncs(world: World) -> None:
    first, second = two(world)
    tournament = first.tournament()
    world.discord.set_bot_permissions(second.server.id, "VIEW_CHANNEL")
    first.match(tournament)
    answer = first.admin.slash("tournament sync", tournament=tournament)
    world.drain()
    right, tried, lack = answer.said.splitlines()[-3:]
    assert "1 event is right, nothing to do." in right
    assert "1 to create" in tried
    assert "I lack **Create Events**" in lack
    assert len(first.events) == 1


def test_a_tournament_that_is_switched_off_says_so(world: World) -> None:
    league = League(world)
    tournament = league.tournament(master_switch=False)
    league.match(tournament)
    answer = league.admin.slash("tournament sync", tournament=tournament)
    world.drain()
    assert "`master_switch` brings them back" in answer.said
    assert league.events == []
