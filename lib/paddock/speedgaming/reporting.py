"""What a cycle did for one organization: counted, with every skip and failure named."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from paddock.matches.model import Match
from paddock.speedgaming.plan import Followed
from paddock.speedgaming.steps import Failed, Import, Skip, Step, Unchanged, Update
from paddock.tasks.model import Run

ACTED = ("imported", "updated", "cancelled")
HANDLED = ("imported", "updated", "unchanged", "skipped", "cancelled")
COUNTED = ("fetched", *HANDLED, "failed")
MOST_NOTES = 20
MOST_CHANGES = 10
MOST_ERROR = 300
FIELDS = {
    "when": "time",
    "title": "title",
    "players": "players",
    "stream": "channel",
    "crew": "crew",
    "tournament": "tournament",
}


@dataclass(frozen=True)
class Silence:
    """An event's feed that could not be read, in this cycle or in an earlier one after which it is left alone."""

    event: str
    reason: str
    asked_now: bool


@dataclass(frozen=True)
class Report:
    fetched: int
    steps: Sequence[Step] = ()
    silences: Sequence[Silence] = ()

    @classmethod
    def make(cls, followed: Sequence[Followed], steps: Sequence[Step], silences: Sequence[Silence]) -> "Report":
        episodes = {episode.id for each in followed for episode in each.theirs.episodes}
        bad = {(each.event, bad.position) for each in followed for bad in each.theirs.bad}
        return cls(len(episodes) + len(bad), steps, silences)

    @property
    def counts(self) -> dict[str, int]:
        counted = Counter(_kind(step) for step in self.steps)
        failed = counted["failed"] + sum(silence.asked_now for silence in self.silences)
        return {name: counted[name] for name in COUNTED} | {"fetched": self.fetched, "failed": failed}

    @property
    def changes(self) -> tuple[str, ...]:
        """By event, the first ones named."""
        return _first(MOST_CHANGES, [_change(step) for step in self.steps if isinstance(step, Import | Update)])

    @property
    def notes(self) -> tuple[str, ...]:
        notes = {step.note for step in self.steps if isinstance(step, Skip | Failed | Update) and step.note}
        return _first(MOST_NOTES, sorted(notes))

    @property
    def error(self) -> str | None:
        return "; ".join(f"{silence.event}: {silence.reason}" for silence in self.silences)[:MOST_ERROR] or None

    def run(self, now: datetime) -> Run:
        return Run(started=now, ended=now, counts=self.counts, changes=self.changes, notes=self.notes, error=self.error)

    def is_news(self, last: Run | None) -> bool:
        """Whether it belongs into the history: something was done, something failed, or it stands otherwise."""
        if any(self.counts[name] for name in ACTED) or any(silence.asked_now for silence in self.silences):
            return True
        return (self.notes, self.error) != ((last.notes, last.error) if last else ((), None))


def _kind(step: Step) -> str:
    match step:
        case Import():
            return "imported"
        case Update():
            return "cancelled" if step.cancels else "updated"
        case Unchanged():
            return "unchanged"
        case Skip():
            return "skipped"
        case Failed():
            return "failed"


def _change(step: Import | Update) -> str:
    """For example: `winter-open, Ada vs Ben: time and players`."""
    match = step.match if isinstance(step, Import) else step.after
    event = f"{match.source.event}, " if match.source else ""
    remark = f"; {step.remark}" if step.remark else ""
    return f"{event}{match.title}: {_what(step)}{remark}"


def _what(step: Import | Update) -> str:
    match step:
        case Import():
            return "new"
        case Update(before, after) if step.cancels or step.revives:
            return "cancelled, for SpeedGaming has it no more" if step.cancels else "back"
        case Update(before, after):
            return " and ".join(_differing(before, after)) or "no change here"


def _differing(before: Match, after: Match) -> list[str]:
    return [what for name, what in FIELDS.items() if getattr(before, name) != getattr(after, name)]


def _first(most: int, lines: Sequence[str]) -> tuple[str, ...]:
    more = len(lines) - most
    return (*lines[:most], f"and {more} more") if more > 0 else tuple(lines)
