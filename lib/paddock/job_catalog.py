"""Everything that can be promised: the only list of it."""

from typing import Any

from paddock.calendar.asks import PublishEvent, SyncServer, SyncTournamentEvents, WarnOwner
from paddock.calendar.publishing import publish_event
from paddock.calendar.reporting import run_events_sync, sync_tournament_events
from paddock.calendar.syncing import sync_server
from paddock.calendar.warning import warn_owner
from paddock.crews.asks import UpdateNeeds
from paddock.crews.posting import update_needs
from paddock.job_routes import JobRoute
from paddock.matches.asks import FinishUntouched, ReplanReminders
from paddock.matches.jobs import finish_untouched, replan_reminders, run_reminders
from paddock.notices.asks import RemindPeople, TellPerson
from paddock.notices.reminding import remind_people
from paddock.notices.telling import tell_person
from paddock.organizations.asks import CheckServers, NameServer
from paddock.organizations.checking import check_servers, name_server
from paddock.placeholders.asks import LinkPlaceholder
from paddock.placeholders.linking import link_placeholder
from paddock.speedgaming.running import run_import
from paddock.tasks.asks import RunTask
from paddock.tasks.model import Task
from paddock.tasks.running import running

RUNNERS = {Task.EVENTS: run_events_sync, Task.SPEEDGAMING: run_import, Task.REMINDERS: run_reminders}

JOB_ROUTES: tuple[JobRoute[Any], ...] = (
    JobRoute(PublishEvent, publish_event),
    JobRoute(SyncServer, sync_server),
    JobRoute(SyncTournamentEvents, sync_tournament_events),
    JobRoute(WarnOwner, warn_owner),
    JobRoute(RemindPeople, remind_people),
    JobRoute(TellPerson, tell_person),
    JobRoute(ReplanReminders, replan_reminders),
    JobRoute(FinishUntouched, finish_untouched),
    JobRoute(CheckServers, check_servers),
    JobRoute(NameServer, name_server),
    JobRoute(LinkPlaceholder, link_placeholder),
    JobRoute(UpdateNeeds, update_needs),
    JobRoute(RunTask, running(RUNNERS)),
)
