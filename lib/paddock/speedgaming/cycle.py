"""Every five minutes: one request for each event that is followed, shared by all organizations that follow it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from paddock.attempts import Attempt, attempted
from paddock.audit.model import SYSTEM
from paddock.change import Cause
from paddock.errors import Conflict
from paddock.ids import OrganizationId
from paddock.ledger import Ledger, Scribe
from paddock.organizations.model import Organization
from paddock.organizations.records import ORGANIZATION, OrganizationStore
from paddock.placeholders.model import Links
from paddock.placeholders.records import LINKS, PlaceholderStore
from paddock.speedgaming.asking import Asking
from paddock.speedgaming.backoff import BACKOFF, failed, place
from paddock.speedgaming.client import SpeedGaming
from paddock.speedgaming.episode import Schedule
from paddock.speedgaming.feed import FeedError
from paddock.speedgaming.importing import imported
from paddock.speedgaming.reporting import HANDLED, Report, Silence
from paddock.speedgaming.window import Window
from paddock.store.change import Delete, Put, Write
from paddock.store.table import Database, Session
from paddock.tasks.model import Run, Task, TaskState
from paddock.tasks.records import TASK, TaskStore, ran
from paddock.telemetry import Stopwatch
from paddock.tools import Tools
from paddock.tournaments.model import Tournament
from paddock.tournaments.records import following

PATIENCE = 60.0
"""Seconds that may be spent on asking; the function is stopped after 120."""

BROKEN = "its answer could not be handled"


@dataclass(frozen=True)
class Follower:
    """An organization whose import is on, and its tournaments that follow SpeedGaming, by event."""

    organization: Organization
    tournaments: Mapping[str, Sequence[Tournament]]
    links: Links
    task: TaskState


def import_cycle(
    database: Database, ledger: Ledger, client: SpeedGaming, now: datetime, attempt: Attempt = attempted
) -> dict[str, int]:
    """What was done, over all organizations. One's failure, or one event's, never stops the others."""
    return Cycle(database, ledger, Asking(client, PATIENCE), now, attempt).run()


class Cycle:
    def __init__(self, database: Database, ledger: Ledger, asking: Asking, now: datetime, attempt: Attempt) -> None:
        self._database = database
        self._session = Session(database)
        self._ledger = ledger
        self._asking = asking
        self._now = now
        self._attempt = attempt

    def run(self) -> dict[str, int]:
        found = self._followers()
        followers = [each for each in found if each and each.task.enabled]
        answers = {event: self._heard(event, window) for event, window in self._windows(followers).items()}
        counts = Counter(failed=found.count(None))
        for follower in followers:
            report = self._attempt(follower.organization.id, partial(self._imported, follower, answers))
            counts.update(report.counts if report else {"failed": 1})
        return _summary(counts)

    def _followers(self) -> list[Follower | None]:
        """None for a tournament or an organization that can't be read."""
        grouped: dict[OrganizationId, dict[str, list[Tournament]]] = defaultdict(lambda: defaultdict(list))
        running = following(self._database, self._attempt)
        for tournament in running:
            if tournament and tournament.followed:
                grouped[tournament.organization][tournament.followed].append(tournament)
        events = {event for theirs in grouped.values() for event in theirs}
        tasks = (TASK.key(organization=id, task=Task.SPEEDGAMING) for id in grouped)
        links = (LINKS.key(organization=id) for id in grouped)
        backoffs = (BACKOFF.key(place=place(event)) for event in events)
        self._session.preload([*(ORGANIZATION.key(id=id) for id in grouped), *links, *tasks, *backoffs])
        found = [self._attempt(id, partial(self._follower, id, theirs)) for id, theirs in grouped.items()]
        return [*found, *(None for each in running if each is None)]

    def _follower(self, id: OrganizationId, tournaments: Mapping[str, Sequence[Tournament]]) -> Follower:
        organization = OrganizationStore(self._session).get(id)
        links, task = PlaceholderStore(self._session).links(id), TaskStore(self._session).get(id, Task.SPEEDGAMING)
        return Follower(organization, tournaments, links, task)

    def _windows(self, followers: Iterable[Follower]) -> dict[str, Window]:
        """The widest that anybody who follows the event wants."""
        windows: dict[str, list[Window]] = defaultdict(list)
        for follower in followers:
            for event, tournaments in follower.tournaments.items():
                windows[event] += [Window.ahead(each.speedgaming_days, self._now) for each in tournaments]
        return {event: Window.around(each) for event, each in windows.items()}

    def _heard(self, event: str, window: Window) -> Schedule | Silence:
        return self._attempt(event, partial(self._answer, event, window)) or Silence(event, BROKEN, asked_now=True)

    def _answer(self, event: str, window: Window) -> Schedule | Silence:
        before = self._session.find(BACKOFF, place=place(event))
        if before and self._now < before.until:
            return Silence(event, before.error, asked_now=False)
        try:
            schedule = self._asking.schedule(event, window)
        except FeedError as error:
            after = failed(before, event, error, self._now)
            self._note(event, Put(BACKOFF.key_of(after), BACKOFF.dump(after), None))
            return Silence(event, after.error, asked_now=True)
        if before:
            self._note(event, Delete(BACKOFF.key_of(before)))
        return schedule

    def _note(self, event: str, write: Write) -> None:
        """Lost, it costs a question too many or a cycle's delay, no more."""
        self._attempt(event, partial(self._database.write, [write]))

    def _imported(self, follower: Follower, answers: Mapping[str, Schedule | Silence]) -> Report:
        id = follower.organization.id
        cause = Cause(id, SYSTEM, f"{Task.SPEEDGAMING}:{int(self._now.timestamp())}", self._now)
        tools, watch = Tools(Session(self._database), Scribe(self._ledger, cause)), Stopwatch()
        report = imported(follower.organization, follower.tournaments, answers, follower.links, self._asking, tools)
        run = report.run(self._now).timed(watch.milliseconds)
        try:
            self._record(report, run, follower.task, tools)
        except Conflict:
            self._record(report, run, tools.tasks.get(id, Task.SPEEDGAMING), tools)
        return report

    def _record(self, report: Report, run: Run, task: TaskState, tools: Tools) -> None:
        if report.is_news(task.runs[0] if task.runs else None):
            tools.commit(ran(task, run))


def _summary(counts: Mapping[str, int]) -> dict[str, int]:
    done, failed = sum(counts.get(name, 0) for name in HANDLED), counts.get("failed", 0)
    told = {name: counts.get(name, 0) for name in ("fetched", *HANDLED)}
    return {"due": done + failed, "done": done, "failed": failed, **told}
