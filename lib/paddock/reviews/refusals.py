"""Why a run is not reviewed, disqualified or voided, in the words that whoever asked reads."""

from datetime import datetime

from paddock.discord.text import count, escape, mention, moment
from paddock.errors import BadInput, NotAllowed, Refusal
from paddock.runs.model import LONGEST_EXTENSION, Claim, Review, Run, Status

# -- reviewing -----------------------------------------------------------------------------------


class Outrun(Refusal):
    """What somebody saw before they pressed is no longer so: they read what is."""


class NotToReview(Outrun):
    def __init__(self, run: Run) -> None:
        super().__init__(f"{become(run)} There is nothing to review.")


class OwnRun(Outrun):
    def __init__(self) -> None:
        super().__init__("This is your own run: somebody else has to review it.")


class ReviewedMeanwhile(Outrun):
    def __init__(self, review: Review) -> None:
        super().__init__(
            f"{mention(review.by)} has {review.decision} it {moment(review.at, 'f')}. `Claim` reopens that."
        )


class ClaimedByOther(Outrun):
    def __init__(self, claim: Claim) -> None:
        super().__init__(f"{mention(claim.by)} has claimed this run until {moment(claim.until, 'T')}.")


class ClaimExpired(Outrun):
    def __init__(self, claim: Claim) -> None:
        super().__init__(
            f"Your claim ended {moment(claim.until, 'T')} and nothing was decided; nobody has claimed the run since. "
            "Press `Claim` again."
        )


class NotClaimed(Outrun):
    def __init__(self, review: Review | None) -> None:
        decided = f"{mention(review.by)} has {review.decision} it {moment(review.at, 'f')}. " if review else ""
        super().__init__(f"{decided}Nobody has claimed this run (any more). Press `Claim` before you decide.")


class SameTime(Outrun):
    def __init__(self) -> None:
        super().__init__("That is the time which it has already.")


class NoTime(BadInput):
    def __init__(self) -> None:
        super().__init__("`Time`: for example `1:23:45`, or `25:10` for less than an hour. Nothing was changed.")


class NoReason(BadInput):
    def __init__(self) -> None:
        super().__init__("`reason`: say why, for example `the VOD has no timer`. Nothing was changed.")


# -- disqualifying and reattempting --------------------------------------------------------------


class DisqualifiedBefore(Refusal):
    def __init__(self, run: Run) -> None:
        super().__init__(f"This run was disqualified already: {escape(run.disqualified or '', 500)}")


class NotDisqualified(Refusal):
    def __init__(self) -> None:
        super().__init__("This run is not disqualified (any more).")


class ReinstatedByOneself(NotAllowed):
    def __init__(self) -> None:
        super().__init__("You can't lift your own disqualification: somebody else of the staff has to.")


class NotVoided(Refusal):
    def __init__(self) -> None:
        super().__init__("This run counts: there is no reattempt to take back.")


class RacedSince(Refusal):
    def __init__(self, name: str, pool: str) -> None:
        super().__init__(
            f"{escape(name)} has another run in **{escape(pool)}** by now, which stands in its place: the reattempt "
            "can't be taken back any more."
        )


class NotYoursToTakeBack(NotAllowed):
    def __init__(self) -> None:
        super().__init__("Only its player and the async's staff can take a reattempt back.")


class NoMinutes(BadInput):
    def __init__(self) -> None:
        super().__init__(f"`How many more minutes`: a number from 1 to {LONGEST_EXTENSION}, for example `15`.")


class VoidedBefore(Refusal):
    def __init__(self, run: Run) -> None:
        super().__init__(become(run))


class NotClosed(Refusal):
    def __init__(self) -> None:
        super().__init__("This run is not over yet. It has to be finished or forfeited first.")


class NotYours(NotAllowed):
    def __init__(self) -> None:
        super().__init__("That is somebody else's run. A reviewer grants a reattempt of it with `grant`.")


class GrantedToOneself(NotAllowed):
    def __init__(self) -> None:
        super().__init__("You can't grant a reattempt to yourself: somebody else of the staff has to.")


class AnotherOpen(Refusal):
    def __init__(self, run: Run) -> None:
        super().__init__(f"{escape(run.name)} has a run open in this async. It has to be finished or forfeited first.")


class NoneAllowed(Refusal):
    def __init__(self) -> None:
        super().__init__("This async allows no reattempts. Its staff can grant you one.")


class AllSpent(Refusal):
    def __init__(self, allowed: int) -> None:
        super().__init__(f"You have spent your {count(allowed, 'reattempt')}. The async's staff can grant you another.")


def become(run: Run) -> str:
    """What has become of a run that counts no more, or not as it did."""
    if run.voided:
        why = escape(run.voided.reason, 300)
        return f"This run was voided by a reattempt {_when(run.voided.at)}: it counts no more. {why}"
    if run.status is Status.DISQUALIFIED:
        return f"This run was disqualified: {escape(run.disqualified or '', 500)}"
    if run.timed_out and run.ended:
        return f"This run's time ran out {moment(run.ended, 'f')}: it was forfeited."
    return "This run was forfeited." if run.status is Status.FORFEIT else "This run is not over."


def _when(at: datetime) -> str:
    return moment(at, "f")
