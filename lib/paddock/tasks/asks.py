"""What can be asked about what runs by itself."""

from enum import StrEnum

from pydantic import Field

from paddock.discord.request import Button, Command
from paddock.ids import JobId
from paddock.permissions import Need
from paddock.request import Job
from paddock.tasks.model import Task


class Action(StrEnum):
    STATUS = "status"
    RUN = "run"
    ENABLE = "enable"
    DISABLE = "disable"


class ManageTasks(Command, path="config tasks", needs=Need.ADMIN):
    """See what runs by itself, run it now, or switch it off and on."""

    task: Task | None = Field(None, description="Which task; all without it")
    action: Action | None = Field(None, description="What to do with it; status without it")


class PressTask(Button, tag="task", needs=Need.ADMIN):
    task: Task
    action: Action


class RunTask(Job, kind="tasks.run"):
    task: Task

    @property
    def id(self) -> JobId:
        return JobId(f"task.{self.task}")

    @property
    def group(self) -> str:
        return f"organization {self.organization}"
