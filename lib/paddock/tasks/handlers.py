"""`/config tasks`: read, decide, write, show."""

from typing import Any

from paddock.asyncs.asks import UpdatePosts
from paddock.asyncs.records import ASYNCS
from paddock.call import Call
from paddock.change import NOTHING, Change, Planned
from paddock.discord.answer import Answer, Later, Reply, Update
from paddock.discord.message import Message
from paddock.errors import BadInput
from paddock.matches.asks import ReplanReminders
from paddock.routes import Route
from paddock.tasks import records, rules, views
from paddock.tasks.asks import Action, ManageTasks, PressTask, RunTask
from paddock.tasks.model import LIMITS, Setting, Task, TaskState
from paddock.tasks.suggestions import suggest_several_asyncs
from paddock.tools import Tools

NUMBERS = (Setting.WARNING_MINUTES, Setting.TIMEOUT_MINUTES, Setting.MAX_HOURS)


def manage_tasks(ask: ManageTasks, call: Call, tools: Tools) -> Answer:
    action = ask.action or Action.STATUS
    given = _given(ask, call, tools)
    is_setting = bool(given or ask.unset)
    if ask.task is None:
        if is_setting or action is not Action.STATUS:
            raise BadInput(f"`task`: name the task to {'set' if is_setting else action}.")
        return Reply(views.overview(tools.tasks.all(call.tenant), call.now))
    if action is Action.RUN:
        if is_setting:
            raise BadInput("`action`: a task is set first and run then. Leave the settings or `run` out.")
        return Later(RunTask(organization=call.tenant, task=ask.task))
    before = tools.tasks.get(call.tenant, ask.task)
    after = rules.with_settings(_switched(before, action), given, ask.unset)
    return Reply(_saved(before, after, call, tools))


def press_task(ask: PressTask, call: Call, tools: Tools) -> Answer:
    if ask.action is Action.RUN:
        return Later(RunTask(organization=call.tenant, task=ask.task))
    before = tools.tasks.get(call.tenant, ask.task)
    return Update(_saved(before, _switched(before, ask.action), call, tools))


def _given(ask: ManageTasks, call: Call, tools: Tools) -> dict[Setting, Any]:
    given: dict[Setting, Any] = {each: getattr(ask, each) for each in NUMBERS if getattr(ask, each) is not None}
    if ask.asyncs is not None:
        given[Setting.ASYNCS] = rules.named_asyncs(ask.asyncs, tools.asyncs.directory(call.tenant))
    return given


def _switched(state: TaskState, action: Action) -> TaskState:
    enabled = {Action.ENABLE: True, Action.DISABLE: False}.get(action, state.enabled)
    return state.model_copy(update={"enabled": enabled})


def _saved(before: TaskState, after: TaskState, call: Call, tools: Tools) -> Message:
    directory = tools.asyncs.directory(call.tenant)
    if after == before:
        return views.detail(before, directory, call.now)
    tools.commit(records.changed(before, after) + _caught_up(before, after, call) + _reposted(before, after, call))
    return views.detail(after, directory, call.now, views.changed(before, after))


def _caught_up(before: TaskState, after: TaskState, call: Call) -> Change:
    """What was due while the task was off, or off for some asyncs, is done when it is on again: of the reminders those
    of matches still to come."""
    is_same = (before.enabled, before.settings.asyncs) == (after.enabled, after.settings.asyncs)
    if is_same or not after.enabled:
        return NOTHING
    if after.task is Task.REMINDERS:
        return Change(jobs=(Planned(ReplanReminders(organization=call.tenant)),))
    if after.task in LIMITS:
        return Change(jobs=(Planned(RunTask(organization=call.tenant, task=after.task)),))
    return NOTHING


def _reposted(before: TaskState, after: TaskState, call: Call) -> Change:
    """Each async's message in its channel says how long a run may take."""
    if after.task not in LIMITS or before.settings == after.settings:
        return NOTHING
    return Change(jobs=(Planned(UpdatePosts(organization=call.tenant)),))


ROUTES = (
    Route(ManageTasks, manage_tasks, suggest={"asyncs": suggest_several_asyncs}, also=(ASYNCS,)),
    Route(PressTask, press_task, also=(ASYNCS,)),
)
