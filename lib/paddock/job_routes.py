"""Which function keeps which promise."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from paddock.change import NOTHING, Change
from paddock.discord.message import Message
from paddock.job_tools import JobTools
from paddock.request import Job

J = TypeVar("J", bound=Job)


@dataclass(frozen=True)
class Outcome:
    """What a job ends with: its writes, which are committed together with its being done, and its answer if asked."""

    change: Change = NOTHING
    message: Message | None = None


@dataclass(frozen=True)
class JobRoute(Generic[J]):
    job: type[J]
    run: Callable[[J, JobTools], Outcome]
