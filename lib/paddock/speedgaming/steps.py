"""What the import does about one episode, or about one match that is not listed any more."""

from dataclasses import dataclass

from paddock.ids import MatchId
from paddock.matches.model import Match, Source, Status


@dataclass(frozen=True)
class Import:
    match: Match
    remark: str | None = None
    """Worth telling once, beside what is done."""

    @property
    def id(self) -> MatchId:
        return self.match.id


@dataclass(frozen=True)
class Update:
    before: Match
    after: Match
    note: str | None = None
    """What is not done, in every cycle until that changes."""
    remark: str | None = None

    @property
    def id(self) -> MatchId:
        return self.after.id

    @property
    def cancels(self) -> bool:
        return self.after.status is Status.CANCELLED

    @property
    def revives(self) -> bool:
        return self.before.status is Status.CANCELLED

    @property
    def is_seen(self) -> bool:
        """Whether anything changes but what we know about the episode: then events and reminder follow."""
        return self.after.model_copy(update={"source": self.before.source}) != self.before


@dataclass(frozen=True)
class Unchanged:
    id: MatchId


@dataclass(frozen=True)
class Skip:
    id: MatchId
    note: str


@dataclass(frozen=True)
class Failed:
    id: MatchId | None
    note: str


@dataclass(frozen=True)
class Vanished:
    """Its event does not list it any more: to be looked up by its id before anything is decided."""

    match: Match
    source: Source

    @property
    def id(self) -> MatchId:
        return self.match.id


Step = Import | Update | Unchanged | Skip | Failed
