"""Every five minutes: one request for each event that is followed, shared by all organizations that follow it."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import chain

from paddock.attempts import Attempt, attempted
from paddock.audit.model import SYSTEM
from paddock.change import Cause
from paddock.errors import Conflict
from paddock.ids import GuildId, OrganizationId
from paddock.ledger import Ledger, Scribe
from paddock.organizations.model import Organization
from paddock.organizations.records import ORGANIZATION, SERVER, OrganizationStore
from paddock.placeholders.model import Links
from paddock.placeholders.records import LINKS, PlaceholderStore
from paddock.speedgaming.asking import Asking
from paddock.speedgaming.backoff import BackoffStore, keys
from paddock.speedgaming.client import SpeedGaming
from paddock.speedgaming.episode import Schedule
from paddock.speedgaming.hearing import Hearing, Note
from paddock.speedgaming.importing import imported
from paddock.speedgaming.reporting import HANDLED, Report, Silence
from paddock.speedgaming.turns import rotated
from paddock.speedgaming.window import Window
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
BROKE_OFF = "the import broke off; what it had written stands, and the next cycle tries again"


@dataclass(frozen=True)
class Follower:
    """An organization, and its tournaments that follow SpeedGaming, by event."""

    organization: Organization
    is_served: bool
    tournaments: Mapping[str, Sequence[Tournament]]
    links: Links
    task: TaskState

    @property
    def is_on(self) -> bool:
        """Nobody imports for people who have sent the bot away."""
        return self.task.enabled and self.is_served


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
        self._organizations = OrganizationStore(self._session)
        self._hearing = Hearing(asking, BackoffStore(self._session), now)
        self._now = now
        self._attempt = attempt

    def run(self) -> dict[str, int]:
        running = following(self._database, self._attempt)
        found = self._followers(each for each in running if each)
        followers = [each for each in found.values() if each and each.is_on]
        answers = self._answers(followers)
        reports = {follower.organization.id: self._report(follower, answers) for follower in self._in_turn(followers)}
        self._note("SpeedGaming", self._hearing.about_all())
        failed = [id for id, each in (found | reports).items() if each is None]
        for id in failed:
            self._attempt(id, partial(self._note_failure, id))
        counts = Counter(failed=running.count(None) + len(failed))
        for report in reports.values():
            counts.update(report.counts if report else {})
        return _summary(counts)

    def _followers(self, running: Iterable[Tournament]) -> dict[OrganizationId, Follower | None]:
        """None for an organization that can't be read."""
        grouped: dict[OrganizationId, dict[str, list[Tournament]]] = defaultdict(lambda: defaultdict(list))
        for tournament in running:
            if tournament.followed:
                grouped[tournament.organization][tournament.followed].append(tournament)
        self._preload(grouped, {event for theirs in grouped.values() for event in theirs})
        organizations = {id: self._attempt(id, partial(self._organizations.get, id)) for id in grouped}
        served = (guild for each in organizations.values() if each for guild in each.servers)
        self._session.preload(SERVER.key(guild=guild) for guild in served)
        return {
            id: self._attempt(id, partial(self._follower, each, grouped[id])) if each else None
            for id, each in organizations.items()
        }

    def _preload(self, organizations: Collection[OrganizationId], events: Collection[str]) -> None:
        """With the server that most organizations have alone, all at once."""
        if organizations:
            of = [(ORGANIZATION.key(id=id), SERVER.key(guild=GuildId(id))) for id in organizations]
            links = (LINKS.key(organization=id) for id in organizations)
            tasks = (TASK.key(organization=id, task=Task.SPEEDGAMING) for id in organizations)
            self._session.preload([*chain(*of), *links, *tasks, *keys(events)])

    def _follower(self, organization: Organization, tournaments: Mapping[str, Sequence[Tournament]]) -> Follower:
        links = PlaceholderStore(self._session).links(organization.id)
        task = TaskStore(self._session).get(organization.id, Task.SPEEDGAMING)
        return Follower(organization, self._organizations.is_served(organization), tournaments, links, task)

    def _answers(self, followers: Sequence[Follower]) -> dict[str, Schedule | Silence]:
        windows = self._windows(followers)
        return {event: self._heard(event, windows[event]) for event in rotated([*windows], self._now)}

    def _in_turn(self, followers: Sequence[Follower]) -> list[Follower]:
        self._asking.share_among(len(followers))
        return rotated(followers, self._now)

    def _windows(self, followers: Iterable[Follower]) -> dict[str, Window]:
        """The widest that anybody who follows the event wants."""
        windows: dict[str, list[Window]] = defaultdict(list)
        for follower in followers:
            for event, tournaments in follower.tournaments.items():
                windows[event] += [Window.ahead(each.speedgaming_days, self._now) for each in tournaments]
        return {event: Window.around(each) for event, each in windows.items()}

    def _heard(self, event: str, window: Window) -> Schedule | Silence:
        heard = self._attempt(event, partial(self._hearing.in_turn, event, window))
        if heard is None:
            return Silence(event, BROKEN, asked_now=True)
        self._note(event, heard.note)
        return heard.answer

    def _note(self, whose: str, note: Note | None) -> None:
        if note:
            self._attempt(whose, partial(self._database.write, [note]))

    def _report(self, follower: Follower, answers: Mapping[str, Schedule | Silence]) -> Report | None:
        return self._attempt(follower.organization.id, partial(self._imported, follower, answers))

    def _imported(self, follower: Follower, answers: Mapping[str, Schedule | Silence]) -> Report:
        id = follower.organization.id
        tools, watch = self._tools(id), Stopwatch()
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

    def _note_failure(self, id: OrganizationId) -> None:
        tools = self._tools(id)
        task = tools.tasks.get(id, Task.SPEEDGAMING)
        run = Run(started=self._now, ended=self._now, counts={"failed": 1}, error=BROKE_OFF)
        if task.enabled:
            tools.commit(ran(task, run))

    def _tools(self, id: OrganizationId) -> Tools:
        cause = Cause(id, SYSTEM, f"{Task.SPEEDGAMING}:{int(self._now.timestamp())}", self._now)
        return Tools(Session(self._database), Scribe(self._ledger, cause))


def _summary(counts: Mapping[str, int]) -> dict[str, int]:
    done, failed = sum(counts.get(name, 0) for name in HANDLED), counts.get("failed", 0)
    told = {name: counts.get(name, 0) for name in ("fetched", *HANDLED)}
    return {"due": done + failed, "done": done, "failed": failed, **told}
