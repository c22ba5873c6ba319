"""Everything that can be promised: the only list of it."""

from typing import Any

from paddock.calendar.asks import PublishEvent, SyncServer, SyncTournamentEvents
from paddock.calendar.publishing import publish_event
from paddock.calendar.reporting import run_events_sync, sync_tournament_events
from paddock.calendar.syncing import sync_server
from paddock.job_routes import JobRoute
from paddock.matches.asks import ReplanReminders
from paddock.matches.jobs import replan_reminders, run_reminders
from paddock.notices.asks import RemindPeople, TellPerson
from paddock.notices.reminding import remind_people
from paddock.notices.telling import tell_person
from paddock.organizations.asks import CheckServer
from paddock.organizations.checking import check_server
from paddock.speedgaming.running import run_import
from paddock.tasks.asks import RunTask
from paddock.tasks.model import Task
from paddock.tasks.running import running

RUNNERS = {Task.EVENTS: run_events_sync, Task.SPEEDGAMING: run_import, Task.REMINDERS: run_reminders}

JOB_ROUTES: tuple[JobRoute[Any], ...] = (
    JobRoute(PublishEvent, publish_event),
    JobRoute(SyncServer, sync_server),
    JobRoute(SyncTournamentEvents, sync_tournament_events),
    JobRoute(RemindPeople, remind_people),
    JobRoute(TellPerson, tell_person),
    JobRoute(ReplanReminders, replan_reminders),
    JobRoute(CheckServer, check_server),
    JobRoute(RunTask, running(RUNNERS)),
)
