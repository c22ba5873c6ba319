"""Requests about live races, by the functions that answer them."""

from paddock.asyncs.suggestions import suggest_asyncs, suggest_pools
from paddock.instants import suggest_instants
from paddock.live_races.asks import (
    AskCancel,
    AskMove,
    CancelRace,
    JoinRace,
    KeepRace,
    LeaveRace,
    ManageRace,
    MoveRace,
    OpenLiveRace,
    PressInRace,
)
from paddock.live_races.opening import (
    ask_cancel,
    ask_move,
    cancel_race,
    keep_race,
    manage_race,
    move_race,
    open_live_race,
)
from paddock.live_races.racing import join_race, leave_race, press_in_race
from paddock.live_races.records import RACES
from paddock.live_races.suggestions import suggest_live_permalinks, suggest_races
from paddock.routes import Route, StatelessRoute
from paddock.runs.records import ENTRANT

SUGGEST = {
    "async_": suggest_asyncs,
    "pool": suggest_pools,
    "when": suggest_instants,
    "permalink": suggest_live_permalinks,
    "race": suggest_races,
}

ROUTES = (
    Route(OpenLiveRace, open_live_race, suggest=SUGGEST, also=(RACES,)),
    Route(JoinRace, join_race, also=(ENTRANT,)),
    Route(LeaveRace, leave_race, also=(ENTRANT,)),
    Route(PressInRace, press_in_race, also=(ENTRANT,)),
    Route(ManageRace, manage_race),
    Route(AskMove, ask_move),
    Route(MoveRace, move_race, also=(RACES,)),
    Route(AskCancel, ask_cancel),
    StatelessRoute(KeepRace, keep_race),
    Route(CancelRace, cancel_race, also=(RACES,)),
)
