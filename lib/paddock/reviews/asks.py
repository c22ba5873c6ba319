"""What reviewers can ask: each button names the async, whose staff alone may press it."""

from pydantic import Field

from paddock.discord.request import Button, Command, Form, Select, asked
from paddock.ids import AsyncId, RunId
from paddock.permissions import Need
from paddock.runs.model import MOST_REASON, Queue

LONGEST_TIME = len("999:59:59")


class ReviewRuns(Command, path="async review", needs=Need.ORGANIZER, delegated=True):
    """Review finished runs: claim one, then approve or reject it."""

    async_: AsyncId = Field(alias="async", description="Which async")
    run: RunId | None = Field(None, description="This run, as its card names it, reviewed before or not")


# -- the queue -----------------------------------------------------------------------------------


class ShowQueue(Button, tag="review.queue", needs=Need.ORGANIZER, delegated=True):
    """`page`: None for the one with the first run that can be claimed."""

    async_: AsyncId
    queue: Queue
    page: int | None = None


class PickRun(Select, tag="review.pick", needs=Need.ORGANIZER, delegated=True):
    async_: AsyncId
    queue: Queue
    page: int


class ClaimRun(Button, tag="review.claim", needs=Need.ORGANIZER, delegated=True):
    """`queue`: in which it was seen."""

    run: RunId
    async_: AsyncId
    queue: Queue


# -- the claimed run -----------------------------------------------------------------------------


class ApproveRun(Button, tag="review.approve", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId


class AskRejection(Button, tag="review.reject", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId


class RejectRun(Form, tag="review.reject-form", heading="Reject", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId
    reason: str = asked("Why? The player reads it", most=MOST_REASON, long=True, required=True)


class AskTime(Button, tag="review.time", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId


class CorrectTime(Form, tag="review.time-form", heading="Correct Time", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId
    time: str = asked("Time", most=LONGEST_TIME, required=True, example="1:23:45")


class ReleaseRun(Button, tag="review.release", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId


class NextRun(Button, tag="review.next", needs=Need.ORGANIZER, delegated=True):
    """Back to the queue, past this run."""

    async_: AsyncId
    queue: Queue
    run: RunId


class ReadNotes(Button, tag="review.notes", needs=Need.ORGANIZER, delegated=True):
    """`page`: None from the panel, beside which they are shown."""

    run: RunId
    async_: AsyncId
    page: int | None = None
