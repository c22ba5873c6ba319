"""Where tasks and their last runs are kept."""

from paddock.change import Change, Entry, differences
from paddock.ids import OrganizationId
from paddock.store.change import put
from paddock.store.item import Item
from paddock.store.table import Session
from paddock.tasks.model import MOST_RUNS, Run, Task, TaskState

TASK = Item(TaskState, pk="{organization}", sk="TASK#{task}", purpose="a task: whether it is on, and its last runs")


class TaskStore:
    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, organization: OrganizationId, task: Task) -> TaskState:
        """One that was never touched is on."""
        found = self._session.find(TASK, organization=organization, task=task)
        return found or TaskState(organization=organization, task=task)

    def all(self, organization: OrganizationId) -> list[TaskState]:
        self._session.preload(TASK.key(organization=organization, task=task) for task in Task)
        return [self.get(organization, task) for task in Task]


def ran(state: TaskState, run: Run) -> Change:
    """The history is its own record; it needs no line in the audit."""
    return Change((put(TASK, state.model_copy(update={"runs": (run, *state.runs)[:MOST_RUNS]})),))


def switched(state: TaskState, enabled: bool) -> Change:
    after = state.model_copy(update={"enabled": enabled})
    old, new = differences(state, after)
    action = "task.enabled" if enabled else "task.disabled"
    return Change((put(TASK, after),), (Entry(action, f"task:{state.task}", old, new),))
