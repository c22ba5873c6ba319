"""Everything that can be promised: the only list of it."""

from typing import Any

from paddock.asyncs.asks import UpdatePost, UpdatePosts
from paddock.asyncs.posting import update_post, update_posts
from paddock.calendar.asks import PublishEvent, SyncServer, SyncTournamentEvents, WarnOwner
from paddock.calendar.publishing import publish_event
from paddock.calendar.reporting import run_events_sync, sync_tournament_events
from paddock.calendar.syncing import sync_server
from paddock.calendar.warning import warn_owner
from paddock.crews.asks import UpdateNeeds
from paddock.crews.posting import update_needs
from paddock.job_routes import JobRoute
from paddock.live_races.asks import CallRacers, EmptyRace, ShowRace, ShowRaces, StartRace, TellRace
from paddock.live_races.jobs import empty_race, start_race
from paddock.live_races.showing import call_racers, show_race, show_races, tell_race
from paddock.matches.asks import FinishUntouched, ReplanReminders
from paddock.matches.jobs import finish_untouched, replan_reminders, run_reminders
from paddock.notices.asks import RemindPeople, TellPerson
from paddock.notices.reminding import remind_people
from paddock.notices.telling import tell_person
from paddock.organizations.asks import CheckServers, NameServer
from paddock.organizations.checking import check_servers, name_server
from paddock.placeholders.asks import LinkPlaceholder
from paddock.placeholders.linking import link_placeholder
from paddock.runs import overdue
from paddock.runs.asks import DrawCard, OpenThread, TellRunner, TellThread, TimeOutRun, WarnRun
from paddock.runs.limiting import time_out_run, warn_run
from paddock.runs.telling import tell_runner, tell_thread
from paddock.runs.threads import draw_card, open_thread
from paddock.scores.asks import DrawBoard, ExportRuns, ScoreAsync
from paddock.scores.drawing import draw_board
from paddock.scores.exporting import export_runs
from paddock.scores.repairing import run_scoring
from paddock.scores.scoring import score_async
from paddock.speedgaming.running import run_import
from paddock.tasks.asks import CountWork, RunTask
from paddock.tasks.counting import count_work
from paddock.tasks.model import Task
from paddock.tasks.running import running

RUNNERS = {
    Task.EVENTS: run_events_sync,
    Task.SPEEDGAMING: run_import,
    Task.PENDING_RUNS: overdue.running(Task.PENDING_RUNS),
    Task.RUNNING_RUNS: overdue.running(Task.RUNNING_RUNS),
    Task.SCORES: run_scoring,
    Task.REMINDERS: run_reminders,
}

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
    JobRoute(UpdatePost, update_post),
    JobRoute(UpdatePosts, update_posts),
    JobRoute(OpenThread, open_thread),
    JobRoute(DrawCard, draw_card),
    JobRoute(TellThread, tell_thread),
    JobRoute(TellRunner, tell_runner),
    JobRoute(WarnRun, warn_run),
    JobRoute(TimeOutRun, time_out_run),
    JobRoute(ScoreAsync, score_async),
    JobRoute(ExportRuns, export_runs),
    JobRoute(DrawBoard, draw_board),
    JobRoute(StartRace, start_race),
    JobRoute(EmptyRace, empty_race),
    JobRoute(ShowRace, show_race),
    JobRoute(ShowRaces, show_races),
    JobRoute(TellRace, tell_race),
    JobRoute(CallRacers, call_racers),
    JobRoute(RunTask, running(RUNNERS)),
    JobRoute(CountWork, count_work),
)
