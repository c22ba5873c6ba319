"""Keeps the promise of a picture of a board."""

from paddock.discord.message import File, Message
from paddock.discord.text import escape
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.scores.asks import DrawBoard
from paddock.scores.board import board
from paddock.scores.pictured import described, pictured


def draw_board(job: DrawBoard, tools: JobTools) -> Outcome:
    """The plotting library is imported here: that takes longer than any other job, and none of them is to pay it."""
    from paddock.scores.picture import picture

    async_ = tools.asyncs.get(job.organization, job.async_)
    found = tools.scores.standings(job.organization, job.async_, tools.now)
    pars = found.pars.by_permalink
    shown = pictured(async_, found.entrants, board(async_, found.entrants, pars), pars, job.reader)
    file = File(f"board-{async_.id}.png", picture(shown), described(shown))
    return Outcome(message=Message(f"**{escape(async_.name, 100)}**: the board as it is now.", files=(file,)))
