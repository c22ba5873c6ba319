"""Requests about boards and scores: who may see which results, and what is left to jobs."""

from paddock.asyncs.access import is_staff
from paddock.asyncs.model import Async
from paddock.asyncs.suggestions import suggest_asyncs
from paddock.call import Call
from paddock.discord.answer import Answer, Later, Reply, Update
from paddock.discord.message import Message
from paddock.errors import NotAllowed
from paddock.routes import Route
from paddock.runs.records import ENTRANT
from paddock.scores import views
from paddock.scores.asks import (
    AskPicture,
    DrawBoard,
    ExportAsync,
    ExportRuns,
    FindRow,
    RecalculateAsync,
    ScoreAsync,
    ShowBoard,
    TurnBoard,
)
from paddock.scores.board import board
from paddock.scores.records import PARS
from paddock.tools import Tools


class ResultsHidden(NotAllowed):
    def __init__(self) -> None:
        super().__init__("The results are hidden until the async is closed. `/async board` shows your own runs.")


def show_board(ask: ShowBoard | TurnBoard | FindRow, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    message = _board(ask, async_, call, tools) if _may_see(async_, call) else _own(async_, call, tools)
    return Reply(message) if isinstance(ask, ShowBoard) else Update(message)


def ask_picture(ask: AskPicture, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    if not _may_see(async_, call):
        raise ResultsHidden
    return Later(DrawBoard(organization=call.tenant, async_=async_.id, reader=call.user))


def recalculate_async(ask: RecalculateAsync, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    return Later(ScoreAsync(organization=call.tenant, async_=async_.id))


def export_async(ask: ExportAsync, call: Call, tools: Tools) -> Answer:
    async_ = tools.asyncs.get(call.tenant, ask.async_)
    return Later(ExportRuns(organization=call.tenant, async_=async_.id))


def _may_see(async_: Async, call: Call) -> bool:
    return not async_.is_hidden(call.now) or is_staff(async_, call)


def _board(ask: ShowBoard | TurnBoard | FindRow, async_: Async, call: Call, tools: Tools) -> Message:
    found = tools.scores.standings(call.tenant, async_.id, call.now)
    rows = board(async_, found.entrants, found.pars.by_permalink)
    page = ask.page if isinstance(ask, TurnBoard) else 0
    page = views.page_of(call.user, rows) if isinstance(ask, FindRow) else page
    return views.shown(async_, rows, call.user, page, async_.is_hidden(call.now))


def _own(async_: Async, call: Call, tools: Tools) -> Message:
    entrant = tools.runs.entrant(call.tenant, async_.id, call.user).as_of(call.now)
    return views.own_runs(async_, entrant, tools.scores.pars(call.tenant, async_.id))


ASYNC = {"async_": suggest_asyncs}
OWN = (ENTRANT, PARS)

ROUTES = (
    Route(ShowBoard, show_board, suggest=ASYNC, also=OWN),
    Route(TurnBoard, show_board, also=OWN),
    Route(FindRow, show_board, also=OWN),
    Route(AskPicture, ask_picture),
    Route(RecalculateAsync, recalculate_async, suggest=ASYNC),
    Route(ExportAsync, export_async, suggest=ASYNC),
)
