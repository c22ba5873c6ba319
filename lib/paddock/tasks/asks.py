"""What can be asked about what runs by itself."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from paddock.discord.request import Button, Command
from paddock.ids import JobId
from paddock.permissions import Need
from paddock.request import Job
from paddock.tasks.model import MOST_HOURS, MOST_MINUTES, Setting, Task

MOST_NAMES = 1000
WARNING = "For time limits: how many minutes before them players are warned"
TIMEOUT = "For runs that are not started: minutes from the draw to the latest Ready"
HOURS = "For runs that are: the hours they may take"
ASYNCS = "Only these asyncs, with commas between; all: every one"


class Action(StrEnum):
    STATUS = "status"
    RUN = "run"
    ENABLE = "enable"
    DISABLE = "disable"


class ManageTasks(Command, path="config tasks", needs=Need.ADMIN):
    """See what runs by itself, set it, run it now, or switch it off and on."""

    task: Task | None = Field(None, description="Which task; all without it")
    action: Action | None = Field(None, description="What to do with it; status without it")
    warning_minutes: int | None = Field(None, description=WARNING, ge=1, le=MOST_MINUTES)
    timeout_minutes: int | None = Field(None, description=TIMEOUT, ge=1, le=MOST_MINUTES)
    max_hours: int | None = Field(None, description=HOURS, ge=1, le=MOST_HOURS)
    asyncs: str | None = Field(None, description=ASYNCS, max_length=MOST_NAMES)
    unset: Setting | None = Field(None, description="Which setting is to be as Paddock has it")


class PressTask(Button, tag="task", needs=Need.ADMIN):
    task: Task
    action: Action


class CountWork(Job, kind="tasks.count"):
    """A piece of a task's work is done; `by` tells it from all other pieces."""

    task: Task
    what: str
    by: str
    at: datetime
    number: int = 1

    @property
    def id(self) -> JobId:
        return JobId(f"task-count.{self.task}.{self.what.replace(' ', '-')}.{self.by}")

    @property
    def group(self) -> str:
        return f"counts {self.organization}"


class RunTask(Job, kind="tasks.run"):
    task: Task

    @property
    def id(self) -> JobId:
        return JobId(f"task.{self.task}")

    @property
    def group(self) -> str:
        return f"organization {self.organization}"
