"""Organizations with matches, stored past the commands: as many as a schedule is to be measured with."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from infra.local.inprocess_aws import Account, insert
from paddock.change import Change
from paddock.ids import GuildId, MatchId, OrganizationId, PersonId, TournamentId
from paddock.matches.model import Match, Player
from paddock.organizations.model import Organization, Server
from paddock.organizations.records import ORGANIZATION, SERVER
from paddock.store.change import Put, put
from paddock.store.item import Table
from paddock.tournaments.model import Directory, Tournament
from paddock.tournaments.records import DIRECTORY, TOURNAMENT


def an_organization(number: int, servers: int) -> Organization:
    guilds = tuple(GuildId(str(2_000_000 + number * 100 + place)) for place in range(servers))
    return Organization(id=OrganizationId(guilds[0]), servers=guilds)


def a_tournament(organization: Organization, **settings: object) -> Tournament:
    named = {"organization": organization.id, "id": TournamentId("2201"), "name": "Winter Open", "slug": "winter"}
    return Tournament.model_validate({**named, **settings})


def some_matches(tournament: Tournament, count: int, now: datetime) -> Iterator[Match]:
    """Each between two people of its own, from tomorrow on, a few minutes apart."""
    for number in range(count):
        people = (PersonId(str(3_000_000 + number * 2 + place)) for place in range(2))
        yield Match(
            organization=tournament.organization,
            id=MatchId(str(4_000_000 + number)),
            tournament=tournament.id,
            when=(now + timedelta(days=1, minutes=3 * number)).replace(microsecond=0),
            players=tuple(Player(id=person, name=f"player {person}") for person in people),
        )


def store(account: Account, organization: Organization, tournament: Tournament) -> None:
    directory = Directory(organization=organization.id).listing(tournament)
    servers = (put(SERVER, Server(guild=each, organization=organization.id)) for each in organization.servers)
    main = (put(ORGANIZATION, organization), put(TOURNAMENT, tournament), put(DIRECTORY, directory))
    keep(account, Change((*main, *servers)))


def keep(account: Account, change: Change) -> None:
    """Its records alone: no audit, no job."""
    written = (write for write in change.writes if isinstance(write, Put) and write.key.table is Table.RECORDS)
    insert(account, f"paddock-{Table.RECORDS}", (write.attributes for write in written))
