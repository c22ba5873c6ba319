"""Who may review, disqualify and void a run, and what becomes of it: values in, values out."""

import re
from datetime import datetime

from paddock.asyncs.model import ENDLESS, Async
from paddock.ids import UserId
from paddock.reviews import refusals
from paddock.runs.model import CLAIM_HOLDS, LONGEST_EXTENSION, Claim, Decision, Entrant, Review, Run, Status, Voided
from paddock.runs.rules import check_open

TIME = re.compile(r"(?:([0-9]{1,3}):)?([0-5]?[0-9]):([0-5][0-9])")

# -- reviewing -----------------------------------------------------------------------------------


def may_claim(run: Run, by: UserId, now: datetime) -> bool:
    claim = run.claimed(now)
    return run.queue is not None and run.user != by and (claim is None or claim.by == by)


def claimed(run: Run, by: UserId, now: datetime, *, again: bool) -> Run:
    """`again`: though it was reviewed before. Whoever has claimed it has it for the full time from now on."""
    if run.queue is None:
        raise refusals.NotToReview(run)
    if run.user == by:
        raise refusals.OwnRun
    if run.review and not again:
        raise refusals.ReviewedMeanwhile(run.review)
    held = run.claimed(now)
    if held and held.by != by:
        raise refusals.ClaimedByOther(held)
    return run.model_copy(update={"claim": Claim(by=by, until=now + CLAIM_HOLDS)})


def check_held(run: Run, by: UserId, now: datetime) -> None:
    if run.queue is None:
        raise refusals.NotToReview(run)
    if run.claim is None:
        raise refusals.NotClaimed(run.review)
    held = run.claimed(now)
    if held and held.by != by:
        raise refusals.ClaimedByOther(held)
    if held is None:
        raise refusals.ClaimExpired(run.claim) if run.claim.by == by else refusals.NotClaimed(run.review)


def approved(run: Run, by: UserId, now: datetime) -> Run:
    check_held(run, by, now)
    return run.model_copy(update={"review": Review(decision=Decision.APPROVED, by=by, at=now), "claim": None})


def rejected(run: Run, by: UserId, reason: str, now: datetime) -> Run:
    check_held(run, by, now)
    review = Review(decision=Decision.REJECTED, by=by, at=now, reason=reason)
    return run.model_copy(update={"review": review, "claim": None})


def corrected(run: Run, by: UserId, milliseconds: int, now: datetime) -> Run:
    """The time that the clock gave is kept, however often it is corrected."""
    check_held(run, by, now)
    if run.milliseconds is not None and run.milliseconds // 1000 == milliseconds // 1000:
        raise refusals.SameTime
    original = run.milliseconds if run.original is None else run.original
    return run.model_copy(update={"milliseconds": milliseconds, "original": original, "decided": now})


def released(run: Run, by: UserId, now: datetime) -> Run:
    check_held(run, by, now)
    return run.model_copy(update={"claim": None})


def typed_time(text: str) -> int:
    """Milliseconds from `H:MM:SS`, or `MM:SS` for less than an hour."""
    found = TIME.fullmatch(text.strip())
    hours, minutes, seconds = map(int, found.groups("0")) if found else (0, 0, 0)
    total = (hours * 60 + minutes) * 60 + seconds
    if not total:
        raise refusals.NoTime
    return total * 1000


# -- disqualifying -------------------------------------------------------------------------------


def check_disqualifiable(run: Run) -> None:
    if run.voided:
        raise refusals.VoidedBefore(run)
    if run.status is Status.DISQUALIFIED:
        raise refusals.DisqualifiedBefore(run)


def disqualified(run: Run, reason: str, now: datetime) -> Run:
    check_disqualifiable(run)
    changes = {"disqualified": reason, "ended": run.ended or now, "claim": None, "decided": now}
    return run.model_copy(update={"status": Status.DISQUALIFIED, **changes})


def check_reinstatable(run: Run, by: UserId) -> None:
    if run.voided:
        raise refusals.VoidedBefore(run)
    if run.status is not Status.DISQUALIFIED:
        raise refusals.NotDisqualified
    if run.user == by:
        raise refusals.ReinstatedByOneself


def reinstated(run: Run, by: UserId, now: datetime) -> Run:
    """A finished run counts again; whatever else it was, it stays over."""
    check_reinstatable(run, by)
    status = Status.FORFEIT if run.milliseconds is None else Status.FINISHED
    return run.model_copy(update={"status": status, "disqualified": None, "decided": now})


# -- reattempting --------------------------------------------------------------------------------


def check_reattempt(run: Run, async_: Async, entrant: Entrant, open_run: Run | None, by: UserId, now: datetime) -> None:
    """A player's own, of the allowance."""
    if run.user != by:
        raise refusals.NotYours
    _check_over(run)
    check_open(async_, now)
    _check_none_open(open_run)
    if async_.reattempts == 0:
        raise refusals.NoneAllowed
    if async_.reattempts != ENDLESS and entrant.spent >= async_.reattempts:
        raise refusals.AllSpent(async_.reattempts)


def check_grant(run: Run, open_run: Run | None, by: UserId) -> None:
    """A reviewer's to another player: neither the allowance nor the window counts."""
    if run.user == by:
        raise refusals.GrantedToOneself
    _check_over(run)
    _check_none_open(open_run)


def voided(run: Run, by: UserId, reason: str, now: datetime, *, granted: bool) -> Run:
    """All else stays as it was, whoever has claimed it too: it may count again."""
    return run.model_copy(update={"voided": Voided(by=by, at=now, reason=reason, granted=granted), "decided": now})


def restored(run: Run, async_: Async, entrant: Entrant, by: UserId, now: datetime, *, is_staff: bool) -> Run:
    """Voided no more, as long as no other run stands in its place. A player decides on it before they can see what it
    would change: only in the window, as on the reattempt."""
    if not is_staff and run.user != by:
        raise refusals.NotYoursToTakeBack
    if not is_staff or run.user == by:
        check_open(async_, now)
    if run.voided is None:
        raise refusals.NotVoided
    if entrant.used(run.pool) >= async_.runs_per_pool:
        raise refusals.RacedSince(run.name, run.pool_name)
    return run.model_copy(update={"voided": None, "decided": now})


def minutes_from(text: str) -> int:
    """Of more time, as they are typed."""
    typed = text.strip()
    if not typed.isdecimal() or not 1 <= int(typed) <= LONGEST_EXTENSION:
        raise refusals.NoMinutes
    return int(typed)


def _check_over(run: Run) -> None:
    if run.voided:
        raise refusals.VoidedBefore(run)
    if not run.status.is_closed:
        raise refusals.NotClosed


def _check_none_open(open_run: Run | None) -> None:
    if open_run:
        raise refusals.AnotherOpen(open_run)
