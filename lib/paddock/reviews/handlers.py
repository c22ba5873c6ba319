"""Requests of reviewers, and about runs that are to count no more."""

from paddock.asyncs.records import ASYNCS
from paddock.asyncs.suggestions import suggest_asyncs
from paddock.reviews.asks import (
    ApproveRun,
    AskDisqualification,
    AskGrant,
    AskMoreTime,
    AskRejection,
    AskTime,
    ClaimRun,
    CorrectTime,
    DisqualifyPicked,
    GiveMoreTime,
    GrantPicked,
    LiftDisqualification,
    LookAtRun,
    NextRun,
    PickRun,
    ReadNotes,
    RejectRun,
    ReleaseRun,
    ReviewRuns,
    ShowQueue,
    TakeReattemptBack,
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
from paddock.reviews.disqualifying import (
    ask_disqualification,
    disqualify_picked,
    disqualify_run,
    lift_disqualification,
)
from paddock.reviews.picking import ask_more_time, give_more_time, look_at_run
from paddock.reviews.queue import next_run, pick_run, review_runs, show_queue
from paddock.reviews.reattempts import ask_grant, grant_picked, reattempt, take_reattempt_back
from paddock.routes import Route
from paddock.runs.asks import DisqualifyRun, Reattempt
from paddock.runs.records import ENTRANT
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
    Route(LookAtRun, look_at_run),
    Route(AskDisqualification, ask_disqualification),
    Route(DisqualifyPicked, disqualify_picked, also=(ENTRANT,)),
    Route(LiftDisqualification, lift_disqualification, also=(ENTRANT,)),
    Route(AskGrant, ask_grant),
    Route(GrantPicked, grant_picked, also=(ENTRANT,)),
    Route(TakeReattemptBack, take_reattempt_back, also=(ENTRANT,)),
    Route(AskMoreTime, ask_more_time),
    Route(GiveMoreTime, give_more_time, also=(ENTRANT,)),
    Route(DisqualifyRun, disqualify_run, suggest={"run": suggest_runs_to_disqualify}, also=(ASYNCS,)),
    Route(Reattempt, reattempt, suggest={"run": suggest_runs_to_void}, also=(ASYNCS,)),
)
