"""A match: who plays, who covers it, when, how far it has come, and how it ended."""

from datetime import datetime, timedelta
from enum import StrEnum

from pydantic import Field

from paddock.clock import stamp
from paddock.ids import MatchId, OrganizationId, PersonId, PlaceholderId, TournamentId, UserId
from paddock.request import Request
from paddock.store.item import Record

MOMENT = timedelta(milliseconds=1)
MOST_TITLE = 100
MOST_COMMENT = 500
MOST_PLAYERS = 8
MOST_STREAM = 60
MOST_SEED = 300
MOST_CREW = 40


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

    @property
    def is_awaited(self) -> bool:
        return self in (Status.SCHEDULED, Status.CHECKED_IN)


class Player(Request):
    """A member, or somebody known by name only: a placeholder from SpeedGaming, a slot of a bracket."""

    id: PersonId
    name: str
    """As the server or SpeedGaming called them; where Discord renders mentions, members are mentioned instead."""

    stream: str | None = None
    """Name of the player's own Twitch channel."""

    placeholder: PlaceholderId | None = None
    """Whose place this user has because of a link; None for who is in the match in their own right."""

    merged: "tuple[Player, ...]" = ()
    """Those who would be this very user by their links; linked otherwise they are players of their own again."""

    @property
    def user(self) -> UserId | None:
        return self.id.user


class Step(Request):
    """That the match went one state further."""

    before: Status
    after: Status
    at: datetime
    by: UserId | None = None
    """None where nobody did it: an import, or the passing of time."""


class Role(StrEnum):
    """What somebody does for a match besides playing."""

    COMMENTATOR = "commentator"
    TRACKER = "tracker"
    RESTREAMER = "restreamer"
    HELPER = "helper"
    """Known from SpeedGaming alone; kept, not shown."""


class CrewMember(Request):
    id: PersonId
    name: str
    role: Role
    approved: bool = False
    approved_by: UserId | None = None
    """None where SpeedGaming approved them."""
    placeholder: PlaceholderId | None = None
    merged: "tuple[CrewMember, ...]" = ()
    """Both as with players."""

    @property
    def user(self) -> UserId | None:
        return self.id.user


class Place(Request):
    """Where a player came in: those of equal rank tied. Neither time nor DNF: their time is not known."""

    player: PersonId
    rank: int = Field(ge=1, le=MOST_PLAYERS)
    seconds: int | None = Field(None, ge=0)
    dnf: bool = False


class Source(Request):
    """Where an imported match comes from."""

    episode: int
    fingerprint: str
    event: str = ""
    """Slug of the SpeedGaming event that listed it last."""

    stream: str | None = None
    """The channel that SpeedGaming named last: where it names another one, that overrides what was set here."""

    crew: tuple[CrewMember, ...] = ()
    """Likewise the crew that it named last: what it changes there changes here, what was decided here stays."""

    playing: tuple[CrewMember, ...] = ()
    """Whom it named as crew, and who by a link are players of the match: linked otherwise they are crew again."""

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
    seed: str | None = Field(None, max_length=MOST_SEED)
    """Address of what is to be raced."""
    status: Status = Status.SCHEDULED
    steps: tuple[Step, ...] = ()
    """The way to its status; what was undone is not among them."""
    crew: tuple[CrewMember, ...] = Field((), max_length=MOST_CREW)
    result: tuple[Place, ...] = ()
    """Of every player, by rank; empty while it is not known."""
    source: Source | None = None
    changed: datetime | None = None
    """The instant of its last change, later with every write: what people are told of it is ordered by this."""

    def changes_at(self, now: datetime) -> datetime:
        """When a change counts as made that is asked for at `now`: after the last that was written, in any case."""
        return max(now, self.changed + MOMENT) if self.changed else now

    @property
    def users(self) -> tuple[UserId, ...]:
        return tuple(player.user for player in self.players if player.user)

    @property
    def approved_crew(self) -> tuple[UserId, ...]:
        """The members whom somebody counts on; helpers are not told anything."""
        found = (each.user for each in self.crew if each.approved and each.role is not Role.HELPER)
        return tuple(dict.fromkeys(user for user in found if user))

    @property
    def involved(self) -> tuple[UserId, ...]:
        """Players and approved crew, each once."""
        return tuple(dict.fromkeys((*self.users, *self.approved_crew)))

    @property
    def at(self) -> str:
        """Sorts as time does, matches without one last."""
        return stamp(self.when) if self.when else "unscheduled"

    @property
    def waiting_in(self) -> TournamentId | None:
        """The tournament that can't go before this match is over."""
        return None if self.status.is_over else self.tournament

    def remind_at(self, minutes: int) -> datetime | None:
        """None once it has started, and while its time is not known."""
        return self.when - timedelta(minutes=minutes) if self.when and self.status.is_awaited else None
