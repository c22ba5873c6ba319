"""What reviewers can ask: each button names the async, whose staff alone may press it."""

from pydantic import Field

from paddock.discord.request import Button, Command, Form, Select, asked
from paddock.ids import AsyncId, RunId, UserId
from paddock.permissions import Need
from paddock.runs.model import LONGEST_EXTENSION, MOST_REASON, Queue

LONGEST_TIME = len("999:59:59")
NOTHING_CHOSEN = RunId("0")
WHY = "Why? The player reads it"


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


class LookAtRun(Select, tag="review.look", needs=Need.ORGANIZER, delegated=True):
    """`chosen`: any of the async's runs, out of their list."""

    async_: AsyncId
    chosen: RunId = NOTHING_CHOSEN


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
    reason: str = asked(WHY, most=MOST_REASON, long=True, required=True)


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


# -- any run, whatever its state: `user` is its player, whose entry is read together with it -------


class AskDisqualification(Button, tag="review.disqualify", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId


class DisqualifyPicked(Form, tag="review.disqualify-form", heading="Disqualify", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId
    user: UserId
    reason: str = asked(WHY, most=MOST_REASON, long=True, required=True)


class LiftDisqualification(Button, tag="review.lift", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId
    user: UserId


class AskGrant(Button, tag="review.grant", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId


class GrantPicked(Form, tag="review.grant-form", heading="Grant a Reattempt", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId
    user: UserId
    reason: str = asked(WHY, most=MOST_REASON, long=True, required=True)


class TakeReattemptBack(Button, tag="review.restore"):
    """A player's own, or any for the staff."""

    run: RunId
    async_: AsyncId
    user: UserId


class AskMoreTime(Button, tag="review.more-time", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId


class GiveMoreTime(Form, tag="review.more-time-form", heading="More Time", needs=Need.ORGANIZER, delegated=True):
    run: RunId
    async_: AsyncId
    user: UserId
    minutes: str = asked("How many more minutes", most=len(str(LONGEST_EXTENSION)), required=True, example="15")
