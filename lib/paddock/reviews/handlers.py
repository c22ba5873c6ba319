"""Requests of reviewers, and about runs that are to count no more."""

from paddock.asyncs.records import ASYNCS
from paddock.asyncs.suggestions import suggest_asyncs
from paddock.reviews.asks import (
    ApproveRun,
    AskRejection,
    AskTime,
    ClaimRun,
    CorrectTime,
    NextRun,
    PickRun,
    ReadNotes,
    RejectRun,
    ReleaseRun,
    ReviewRuns,
    ShowQueue,
)
from paddock.reviews.deciding import (
    approve_run,
    ask_rejection,
    ask_time,
    claim_run,
    correct_time,
    read_notes,
    reject_run,
    release_run,
)
from paddock.reviews.disqualifying import disqualify_run
from paddock.reviews.queue import next_run, pick_run, review_runs, show_queue
from paddock.reviews.reattempts import reattempt
from paddock.routes import Route
from paddock.runs.asks import DisqualifyRun, Reattempt
from paddock.runs.suggestions import suggest_runs_to_disqualify, suggest_runs_to_review, suggest_runs_to_void

REVIEWED = {"async_": suggest_asyncs, "run": suggest_runs_to_review}

ROUTES = (
    Route(ReviewRuns, review_runs, suggest=REVIEWED, also=(ASYNCS,)),
    Route(ShowQueue, show_queue),
    Route(PickRun, pick_run),
    Route(NextRun, next_run),
    Route(ClaimRun, claim_run),
    Route(ApproveRun, approve_run),
    Route(AskRejection, ask_rejection),
    Route(RejectRun, reject_run),
    Route(AskTime, ask_time),
    Route(CorrectTime, correct_time),
    Route(ReleaseRun, release_run),
    Route(ReadNotes, read_notes),
    Route(DisqualifyRun, disqualify_run, suggest={"run": suggest_runs_to_disqualify}, also=(ASYNCS,)),
    Route(Reattempt, reattempt, suggest={"run": suggest_runs_to_void}, also=(ASYNCS,)),
)
