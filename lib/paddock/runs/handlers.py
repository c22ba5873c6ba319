"""Requests about runs, by the functions that answer them."""

from paddock.asyncs.records import ASYNCS, POOL
from paddock.asyncs.suggestions import suggest_asyncs
from paddock.routes import Route, StatelessRoute
from paddock.runs.asks import (
    AskFlag,
    AskVod,
    CancelRun,
    ConfirmForfeit,
    ConfirmRun,
    ExtendRun,
    FinishRun,
    FlagForReview,
    ForfeitRun,
    GetTimer,
    KeepRunning,
    ListRuns,
    PickPool,
    ReadyRun,
    ShowRun,
    StartRun,
    SubmitVod,
    TurnRuns,
)
from paddock.runs.extending import extend_run
from paddock.runs.listing import list_runs, show_run, turn_runs
from paddock.runs.racing import (
    ask_flag,
    ask_forfeit,
    ask_vod,
    confirm_forfeit,
    finish_run,
    flag_for_review,
    get_timer,
    keep_running,
    ready_run,
    submit_vod,
)
from paddock.runs.records import ENTRANT
from paddock.runs.starting import cancel_run, confirm_run, pick_pool, start_run
from paddock.runs.suggestions import suggest_open_runs
from paddock.scores.records import PARS

ROUTES = (
    Route(ListRuns, list_runs, suggest={"async_": suggest_asyncs}, also=(ENTRANT, PARS)),
    Route(TurnRuns, turn_runs, also=(ENTRANT, PARS)),
    Route(ShowRun, show_run),
    Route(ExtendRun, extend_run, suggest={"run": suggest_open_runs}, also=(ASYNCS,)),
    Route(StartRun, start_run, also=(ENTRANT,)),
    Route(PickPool, pick_pool, also=(ENTRANT,)),
    Route(ConfirmRun, confirm_run, also=(ENTRANT, POOL)),
    StatelessRoute(CancelRun, cancel_run),
    Route(ReadyRun, ready_run, also=(ENTRANT,)),
    Route(FinishRun, finish_run, also=(ENTRANT,)),
    Route(ForfeitRun, ask_forfeit),
    Route(ConfirmForfeit, confirm_forfeit, also=(ENTRANT,)),
    StatelessRoute(KeepRunning, keep_running),
    Route(GetTimer, get_timer),
    Route(AskVod, ask_vod),
    Route(SubmitVod, submit_vod, also=(ENTRANT,)),
    Route(AskFlag, ask_flag),
    Route(FlagForReview, flag_for_review, also=(ENTRANT,)),
)
