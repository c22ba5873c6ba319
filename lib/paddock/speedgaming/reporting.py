"""What a cycle did for one organization: counted, with every skip and failure named."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from paddock.speedgaming.plan import Followed
from paddock.speedgaming.steps import Failed, Import, Skip, Step, Unchanged, Update
from paddock.tasks.model import Run

ACTED = ("imported", "updated", "cancelled")
HANDLED = ("imported", "updated", "unchanged", "skipped", "cancelled")
COUNTED = ("fetched", *HANDLED, "failed")
MOST_NOTES = 20
MOST_ERROR = 300


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
    def notes(self) -> tuple[str, ...]:
        notes = sorted({step.note for step in self.steps if isinstance(step, Skip | Failed | Update) and step.note})
        more = len(notes) - MOST_NOTES
        return (*notes[:MOST_NOTES], f"and {more} more") if more > 0 else tuple(notes)

    @property
    def error(self) -> str | None:
        return "; ".join(f"{silence.event}: {silence.reason}" for silence in self.silences)[:MOST_ERROR] or None

    def run(self, now: datetime) -> Run:
        return Run(started=now, ended=now, counts=self.counts, notes=self.notes, error=self.error)

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
