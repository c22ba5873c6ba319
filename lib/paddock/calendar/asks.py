"""What is promised about Discord's scheduled events."""

from datetime import datetime
from typing import ClassVar

from paddock.ids import GuildId, JobId, MatchId, OrganizationId, TournamentId
from paddock.request import DIRECT_MESSAGES, Job


class PublishEvent(Job, kind="calendar.publish"):
    """Bring one match's event in one server in line with the match."""

    patient: ClassVar[bool] = True

    match: MatchId
    guild: GuildId
    counted: bool = False
    """A comparison found room for it: it is tried even where the last one was refused."""

    @property
    def id(self) -> JobId:
        return JobId(f"event.{self.match}.{self.guild}")

    @property
    def group(self) -> str:
        return f"events {self.guild}"


class SyncServer(Job, kind="calendar.sync"):
    """Compare a server's events with what they should be, and promise what is missing.

    For a server that is not the organization's any more: what it made there goes.
    """

    patient: ClassVar[bool] = True

    guild: GuildId
    tournament: TournamentId | None = None
    """Only this one's; then also what somebody deleted by hand is made again."""

    @property
    def id(self) -> JobId:
        return JobId(f"sync.{self.guild}.{self.tournament or 'all'}")

    @property
    def group(self) -> str:
        return f"events {self.guild}"


class SyncTournamentEvents(Job, kind="calendar.sync_tournament"):
    """`/tournament sync`: the same for every server, with a report for the person who asked."""

    tournament: TournamentId

    @property
    def id(self) -> JobId:
        return JobId(f"sync.{self.organization}.{self.tournament}")

    @property
    def group(self) -> str:
        return f"organization {self.organization}"


class WarnOwner(Job, kind="calendar.warn"):
    """Tell a server's owner of what only people can mend."""

    guild: GuildId
    trouble: str
    at: datetime
    """When it was met."""

    @property
    def id(self) -> JobId:
        return JobId(f"warn.{self.guild}.{self.trouble}")

    @property
    def group(self) -> str:
        return DIRECT_MESSAGES


def compare_all(organization: OrganizationId, servers: tuple[GuildId, ...]) -> tuple[SyncServer, ...]:
    """After a change that every event may show."""
    return tuple(SyncServer(organization=organization, guild=guild) for guild in servers)


def publish(organization: OrganizationId, match: MatchId, servers: tuple[GuildId, ...]) -> tuple[PublishEvent, ...]:
    return tuple(PublishEvent(organization=organization, match=match, guild=guild) for guild in servers)
