"""From a change of a match to what its people read."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from functions.interactions.reception import WIRING
from paddock.audit.model import SYSTEM
from paddock.change import Cause
from paddock.ids import GuildId, MatchId, OrganizationId, PersonId
from paddock.matches.model import CrewMember, Role, Source, Status
from paddock.matches.plans import followed_up
from paddock.matches.records import MATCH, MatchStore, saved
from paddock.organizations.records import OrganizationStore, saved_server
from paddock.store.change import Delete
from paddock.store.item import Table
from paddock.store.table import Session
from paddock.tournaments.records import TournamentStore
from tests.support.league import League
from tests.support.values import HOSTILE
from tests.support.world import World


class Feed:
    """Changes a match as an import does: nobody has done it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.league = League(world)
        self.id = MatchId(self.league.match(self.league.tournament(scheduled_events=False)))
        self.eve = world.add_player(self.league.server, "eve")

    def change(self, **changes: Any) -> None:
        self.write(self.world.now, **changes)
        self.world.drain()

    def write(self, now: datetime, **changes: Any) -> None:
        tenant = OrganizationId(self.league.server.id)
        session = Session(WIRING.database)
        before = MatchStore(session).get(tenant, self.id)
        after = before.model_copy(update=changes)
        tournament = TournamentStore(session).get(tenant, before.tournament)
        told = followed_up(before, after, tournament, OrganizationStore(session).get(tenant), now)
        WIRING.ledger.commit(saved(before, after, now) + told, Cause(tenant, SYSTEM, f"feed {now}", now))

    def name(self, *roles: Role, approved: bool = True) -> None:
        """Which roles SpeedGaming gives to eve."""
        id = PersonId(self.eve.user_id)
        self.change(crew=tuple(CrewMember(id=id, name="eve", role=each, approved=approved) for each in roles))
        self.world.discord.advance(300)

    def read(self) -> list[str]:
        """The first words of what eve has read."""
        return [each.split(":")[0] for each in self.league.dms(self.eve)]


COMMENTATOR, TRACKER = "You are approved as commentator", "You are approved as tracker"
NO_COMMENTATOR = "You are not on this match's crew as commentator (any more)"


@pytest.fixture
def feed(world: World) -> Feed:
    return Feed(world)


def test_an_approval_that_flips_with_each_poll_is_told_once(feed: Feed) -> None:
    for approved in (True, False, True, False, True):
        feed.name(Role.COMMENTATOR, approved=approved)
    assert feed.read() == [COMMENTATOR]


def test_an_approval_for_another_role_is_told_as_well_and_only_that(feed: Feed) -> None:
    feed.name(Role.COMMENTATOR)
    feed.name(Role.COMMENTATOR, approved=False)
    feed.name(Role.COMMENTATOR, Role.TRACKER)
    assert feed.read() == [COMMENTATOR, TRACKER]


def test_two_roles_at_once_are_one_message(feed: Feed) -> None:
    feed.name(Role.COMMENTATOR, Role.TRACKER)
    assert feed.read() == [f"{COMMENTATOR} and tracker"]


def test_whoever_was_removed_and_is_named_again_is_told_so(feed: Feed) -> None:
    feed.name(Role.COMMENTATOR)
    feed.name()
    feed.name(Role.COMMENTATOR)
    assert feed.read() == [COMMENTATOR, NO_COMMENTATOR, COMMENTATOR]


def test_whoever_withdrew_and_is_named_again_is_told_so(feed: Feed) -> None:
    feed.change(source=Source(episode=1, fingerprint=""))
    feed.name(Role.COMMENTATOR)
    withdraw(feed)
    assert feed.read() == [COMMENTATOR]
    feed.world.discord.advance(300)
    feed.name(Role.COMMENTATOR)
    assert feed.read() == [COMMENTATOR, COMMENTATOR]


def withdraw(feed: Feed) -> None:
    feed.eve.slash("match show", match=feed.id)
    feed.eve.click("Withdraw")
    feed.world.drain()


def moved(feed: Feed, **changes: Any) -> datetime:
    evening = feed.world.now.replace(hour=20)
    feed.change(when=evening, **changes)
    return evening


def test_an_approval_tells_the_new_time_as_well(feed: Feed) -> None:
    evening = moved(feed, crew=(eve_as(feed, Role.COMMENTATOR),))
    (message,) = feed.league.dms(feed.eve)
    assert message.startswith(COMMENTATOR)
    (embed,) = feed.world.discord.dms(feed.eve.user_id)[0]["embeds"]
    assert str(int(evening.timestamp())) in embed["description"]


def test_what_was_written_last_is_told_last_though_it_was_asked_for_before(feed: Feed) -> None:
    clicked, evening = feed.world.now, feed.world.now.replace(hour=20)
    feed.name(Role.COMMENTATOR)
    feed.write(clicked + timedelta(seconds=301, milliseconds=500), when=evening)
    feed.write(clicked + timedelta(seconds=301, milliseconds=200), when=evening + timedelta(hours=1))
    feed.world.drain()
    feed.world.discord.advance(300)
    feed.world.drain()
    stamps = [str(int(each.timestamp())) for each in (evening, evening + timedelta(hours=1))]
    first, last = feed.league.dms(feed.eve)[1:]
    assert (stamps[0] in first, stamps[1] in last) == (True, True)


def eve_as(feed: Feed, role: Role) -> CrewMember:
    return CrewMember(id=PersonId(feed.eve.user_id), name="eve", role=role, approved=True)


def test_a_move_is_told_where_the_approval_of_the_same_change_is_no_news(feed: Feed) -> None:
    feed.name(Role.COMMENTATOR, Role.TRACKER)
    not_yet = eve_as(feed, Role.TRACKER).model_copy(update={"approved": False})
    feed.change(crew=(eve_as(feed, Role.COMMENTATOR), not_yet))
    moved(feed, crew=(eve_as(feed, Role.COMMENTATOR), eve_as(feed, Role.TRACKER)))
    assert [each.split(" to <t")[0] for each in feed.read()[1:]] == ["A match with you on the crew moved"]


def test_a_move_is_told_where_the_approval_of_the_same_change_is_not_wanted(feed: Feed) -> None:
    feed.eve.slash("me notifications", kind="crew", on=False)
    feed.name(Role.COMMENTATOR)
    moved(feed, crew=(eve_as(feed, Role.COMMENTATOR), eve_as(feed, Role.TRACKER)))
    assert [each.split(" to <t")[0] for each in feed.read()] == ["A match with you on the crew moved"]


def test_whoever_approved_somebody_hears_that_they_left_a_cancelled_match(feed: Feed) -> None:
    league = feed.league
    league.admin.slash("match crew", match=feed.id, user=feed.eve.user_id, role="commentator")
    shown = feed.eve.slash("match show", match=feed.id).message
    league.admin.slash("match cancel", match=feed.id)
    feed.eve.click("Withdraw", message=shown)
    feed.world.drain()
    assert [each for each in league.dms(league.admin) if "one short" in each]


def test_a_match_that_vanishes_and_returns_is_told_so_each_time(feed: Feed) -> None:
    for status in (Status.CANCELLED, Status.SCHEDULED, Status.CANCELLED):
        feed.change(status=status)
        feed.world.discord.advance(300)
    read = [each.split(":")[0] for each in feed.league.dms(feed.league.alice)]
    assert read == [
        "You have a match",
        "Your match is cancelled",
        "Your match is on again",
        "Your match is cancelled",
    ]


def test_what_was_told_is_recorded_and_stands_in_the_audit(feed: Feed) -> None:
    feed.name(Role.COMMENTATOR)
    records = feed.world.documents(Table.RECORDS, f"NOTICE#{feed.eve.user_id}#")
    assert [(each["fact"], each["way"]) for each in records] == [("approved", "direct message")]
    lines = [each for each in feed.world.documents(Table.AUDIT) if each["action"] == "match.told"]
    assert {"user": feed.eve.user_id, "fact": "approved", "way": "direct message"} in [each["after"] for each in lines]


def test_a_match_that_is_gone_is_told_to_nobody(feed: Feed) -> None:
    league = feed.league
    league.admin.slash("match edit", match=feed.id, when="in 5 hours")
    WIRING.database.write([Delete(MATCH.key(organization=league.server.id, id=feed.id))])
    feed.world.drain()
    assert len(league.dms(league.alice)) == 1


def test_a_bot_that_was_sent_away_writes_to_nobody(feed: Feed) -> None:
    organizations = OrganizationStore(Session(WIRING.database))
    server = organizations.server(GuildId(feed.league.server.id))
    paused = saved_server(server, server.model_copy(update={"paused": True}))
    WIRING.ledger.commit(paused, Cause(server.organization, SYSTEM, "test", feed.world.now))
    feed.name(Role.COMMENTATOR)
    assert feed.read() == []
    assert feed.world.documents(Table.RECORDS, f"NOTICE#{feed.eve.user_id}#") == []


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_typed_arrives_and_pings_nobody(feed: Feed, text: str) -> None:
    title, comment = text[:100], text[:500]
    feed.change(title=title, comment=comment, when=feed.world.now.replace(hour=20))
    feed.change(status=Status.CANCELLED)
    assert len(feed.league.dms(feed.league.alice)) == 3
    found = feed.world.discord.dms(feed.league.alice.user_id)
    assert [each for each in found if each["mention_everyone"]] == []


def test_with_reminders_switched_off_all_else_is_told(world: World) -> None:
    league = League(world)
    league.admin.slash("config tasks", task="match_reminders", action="disable")
    match = league.match(league.tournament(scheduled_events=False))
    world.pass_time(hours=2, minutes=31)
    league.edit(match, when="in 6 hours")
    league.admin.slash("match cancel", match=match)
    world.drain()
    read = [each.split(" to <t")[0].split(":")[0] for each in league.dms(league.alice)]
    assert read == ["You have a match", "Your match moved", "Your match is cancelled"]


def test_the_crew_is_reminded_as_well_and_whoever_waits_is_not(feed: Feed) -> None:
    feed.name(Role.COMMENTATOR)
    waiting = feed.world.add_player(feed.league.server, "waiting")
    eve = CrewMember(id=PersonId(feed.eve.user_id), name="eve", role=Role.COMMENTATOR, approved=True)
    other = CrewMember(id=PersonId(waiting.user_id), name="waiting", role=Role.TRACKER)
    feed.change(crew=(eve, other))
    feed.world.pass_time(hours=2, minutes=31)
    assert feed.read() == [COMMENTATOR, "A match with you on the crew starts <t"]
    assert feed.league.dms(waiting) == []
