"""A match: who plays, when, and how far it has come."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from paddock.clock import stamp
from paddock.ids import MatchId, OrganizationId, PersonId, TournamentId, UserId
from paddock.request import Request
from paddock.store.item import Record

MOST_TITLE = 100
MOST_COMMENT = 500
MOST_PLAYERS = 8
MOST_STREAM = 60


class Status(StrEnum):
    SCHEDULED = "scheduled"
    CHECKED_IN = "checked in"
    STARTED = "started"
    FINISHED = "finished"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"

    @property
    def is_over(self) -> bool:
        return self in (Status.FINISHED, Status.CONFIRMED, Status.CANCELLED)


class Player(Request):
    """A member, or somebody known by name only: a placeholder from SpeedGaming, a slot of a bracket."""

    id: PersonId
    name: str
    """As the server or SpeedGaming called them; where Discord renders mentions, members are mentioned instead."""

    stream: str | None = None
    """Name of the player's own Twitch channel."""

    @property
    def user(self) -> UserId | None:
        return self.id.user


class Source(Request):
    """Where an imported match comes from."""

    episode: int
    fingerprint: str
    event: str = ""
    """Slug of the SpeedGaming event that listed it last."""

    stream: str | None = None
    """The channel that SpeedGaming named last: where it names another one, that overrides what was set here."""

    vanished: bool = False
    """The feed said that it has no such episode (any more); the match was cancelled for that."""

    unlisted: bool = False
    """Its event stopped listing it, yet SpeedGaming has it when asked; it is not asked again until it is listed."""


class OpenMatches(Record):
    """How many of a tournament's matches are not over: counted beside each match, in the same transaction."""

    organization: OrganizationId
    tournament: TournamentId


class Match(Record):
    organization: OrganizationId
    id: MatchId
    tournament: TournamentId
    title: str | None = Field(None, max_length=MOST_TITLE)
    when: datetime | None = None
    players: tuple[Player, ...] = Field((), max_length=MOST_PLAYERS)
    stream: str | None = Field(None, max_length=MOST_STREAM)
    """Name of the Twitch channel."""
    comment: str | None = Field(None, max_length=MOST_COMMENT)
    status: Status = Status.SCHEDULED
    source: Source | None = None

    @property
    def users(self) -> tuple[UserId, ...]:
        return tuple(player.user for player in self.players if player.user)

    @property
    def at(self) -> str:
        """Sorts as time does, matches without one last."""
        return stamp(self.when) if self.when else "unscheduled"

    @property
    def waiting_in(self) -> TournamentId | None:
        """The tournament that can't go before this match is over."""
        return None if self.status.is_over else self.tournament

    def remind_at(self, minutes: int) -> datetime | None:
        return self.when - timedelta(minutes=minutes) if self.when and self.status is Status.SCHEDULED else None
