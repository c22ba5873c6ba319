"""What a comparison of a server's events found, and how it is carried out."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from paddock.calendar.asks import PublishEvent
from paddock.calendar.troubles import GONE, refused
from paddock.change import NOTHING, Change, Planned
from paddock.discord.rest import DiscordError
from paddock.ids import EventId, GuildId
from paddock.job_tools import JobTools
from paddock.matches.model import Match

MOST_ITEMS = 80
"""In one transaction, of the 100 that DynamoDB takes; the job's own end is written with the last."""
COUNTED = ("right", "create", "update", "end", "remove", "waiting")


@dataclass
class Plan:
    """How many events of each kind, and what to do about them."""

    guild: GuildId
    room: int
    """How many more events may be tried: up to Discord's limit, and one alone where the last was refused."""
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    steps: list[Change] = field(default_factory=list)
    orphans: list[EventId] = field(default_factory=list)
    """Events of ours that no record knows."""

    def promise(self, what: str, match: Match, note: Change = NOTHING) -> None:
        if what == "create" and self.counts["create"] >= self.room:
            self.counts["waiting"] += 1
            return
        self.counts[what] += 1
        job = PublishEvent(organization=match.organization, match=match.id, guild=self.guild, counted=True)
        self.steps.append(note + Change(jobs=(Planned(job),)))

    def add(self, step: Change) -> None:
        if step:
            self.steps.append(step)

    @property
    def is_empty(self) -> bool:
        return not (self.steps or self.orphans)


def carried_out(plan: Plan, tools: JobTools) -> Change:
    """Promises for all that the plan found; the last of them are returned to be written with the job's end."""
    _remove_orphans(plan, tools)
    return in_parts(plan.steps, tools)


def in_parts(steps: Iterable[Change], tools: JobTools) -> Change:
    """As many transactions as it takes; the last one is returned."""
    change = NOTHING
    for step in steps:
        if change.size + step.size > MOST_ITEMS:
            tools.commit(change)
            change = NOTHING
        change += step
    return change


def _remove_orphans(plan: Plan, tools: JobTools) -> None:
    """What Discord refuses is remembered, and stops nothing else."""
    for orphan in plan.orphans:
        try:
            tools.discord.delete_event(plan.guild, orphan)
        except DiscordError as error:
            if error.code not in GONE:
                return tools.commit(refused(error, tools.organizations.server(plan.guild), None, tools.now))
    return None
