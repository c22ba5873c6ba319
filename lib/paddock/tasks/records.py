"""Where tasks and their last runs are kept."""

from collections import Counter
from collections.abc import Iterable, Mapping

from paddock.change import Change, Entry, differences
from paddock.ids import OrganizationId
from paddock.store.change import put
from paddock.store.item import Item, Key
from paddock.store.table import Session
from paddock.tasks.model import EVERY, MOST_RUNS, Run, Task, TaskSettings, TaskState

TASK = Item(TaskState, pk="{organization}", sk="TASK#{task}", purpose="a task: whether it is on, and its last runs")


class TaskStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, organization: OrganizationId, task: Task) -> TaskState:
        """One that was never touched is on."""
        found = self._session.find(TASK, organization=organization, task=task)
        return found or TaskState(organization=organization, task=task)

    def settings(self, organization: OrganizationId) -> Mapping[Task, TaskSettings]:
        return {each.task: each.settings for each in self.all(organization)}

    def all(self, organization: OrganizationId) -> list[TaskState]:
        self._session.preload(keys(organization))
        return [self.get(organization, task) for task in Task]


def keys(organization: OrganizationId) -> Iterable[Key]:
    """Of all its tasks."""
    return (TASK.key(organization=organization, task=task) for task in Task)


def ran(state: TaskState, run: Run) -> Change:
    """The history is its own record; it needs no line in the audit."""
    return Change((put(TASK, state.model_copy(update={"runs": (run, *state.runs)[:MOST_RUNS]})),))


def counted(state: TaskState, run: Run) -> Change:
    """Like `ran`, for work that is done in many pieces: those of one minute are one run."""
    last = state.runs[0] if state.runs else None
    if last is None or last.error or run.started - last.started >= EVERY[state.task]:
        return ran(state, run)
    counts = Counter(last.counts)
    counts.update(run.counts)
    merged = last.model_copy(update={"ended": run.ended, "counts": dict(counts)})
    return Change((put(TASK, state.model_copy(update={"runs": (merged, *state.runs[1:])})),))


def changed(before: TaskState, after: TaskState) -> Change:
    old, new = differences(before, after)
    actions = {True: "task.enabled", False: "task.disabled"}
    action = actions[after.enabled] if after.enabled != before.enabled else "task.changed"
    return Change((put(TASK, after),), (Entry(action, f"task:{after.task}", old, new),))
