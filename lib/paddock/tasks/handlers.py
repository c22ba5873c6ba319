"""`/config tasks`: read, decide, write, show."""

from paddock.call import Call
from paddock.change import NOTHING, Change, Planned
from paddock.discord.answer import Answer, Later, Reply, Update
from paddock.discord.message import Message
from paddock.errors import BadInput
from paddock.matches.asks import ReplanReminders
from paddock.routes import Route
from paddock.tasks import records, views
from paddock.tasks.asks import Action, ManageTasks, PressTask, RunTask
from paddock.tasks.model import Task
from paddock.tools import Tools


def manage_tasks(ask: ManageTasks, call: Call, tools: Tools) -> Answer:
    action = ask.action or Action.STATUS
    if ask.task is None:
        if action is not Action.STATUS:
            raise BadInput(f"`task`: name the task to {action}.")
        return Reply(views.overview(tools.tasks.all(call.tenant), call.now))
    if action is Action.RUN:
        return Later(RunTask(organization=call.tenant, task=ask.task))
    return Reply(_carried_out(ask.task, action, call, tools))


def press_task(ask: PressTask, call: Call, tools: Tools) -> Answer:
    if ask.action is Action.RUN:
        return Later(RunTask(organization=call.tenant, task=ask.task))
    return Update(_carried_out(ask.task, ask.action, call, tools))


def _carried_out(task: Task, action: Action, call: Call, tools: Tools) -> Message:
    state = tools.tasks.get(call.tenant, task)
    wanted = {Action.ENABLE: True, Action.DISABLE: False}.get(action, state.enabled)
    if wanted == state.enabled:
        return views.detail(state, call.now)
    tools.commit(records.switched(state, wanted) + _caught_up(task, wanted, call))
    return views.detail(state.model_copy(update={"enabled": wanted}), call.now, f"The task is {action}d.")


def _caught_up(task: Task, enabled: bool, call: Call) -> Change:
    """A reminder that was due while they were off, of a match still to come, is sent when they are on again."""
    if task is not Task.REMINDERS or not enabled:
        return NOTHING
    return Change(jobs=(Planned(ReplanReminders(organization=call.tenant)),))


ROUTES = (Route(ManageTasks, manage_tasks), Route(PressTask, press_task))
