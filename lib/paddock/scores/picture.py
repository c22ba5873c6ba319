"""An async's board as a picture: each permalink's times against its par, and who stands where."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from paddock.discord.text import count
from paddock.scores.charts import chart_height, draw_chart
from paddock.scores.page import BAR, DOT, MARGIN, OWN, OWN_BAR, PAR, RAISED, SOFT, TEXT, WIDTH, Page
from paddock.scores.pictured import BoardPicture, PoolTimes, Standing
from paddock.scores.rules import HIGHEST
from paddock.scores.views import points

MOST_LINES = 20
"""Of permalinks: more would make the picture too tall to be read."""
HEAD = 150
NOTE = 56
HEADING = 70
ROW = 58
BARS = 560
"""Where they begin; left of them are the names."""
COUNTS = 190
RANKS = 84


class Block(NamedTuple):
    height: int
    draw: Callable[[Page, int], None]
    """On the page, from there downwards."""


def picture(board: BoardPicture) -> bytes:
    """As PNG."""
    blocks = list(_blocks(board))
    page = Page(sum(block.height for block in blocks) + MARGIN)
    top = 0
    for block in blocks:
        block.draw(page, top)
        top += block.height
    return page.png()


def _blocks(board: BoardPicture) -> Iterator[Block]:
    shown = _busiest(board.pools)
    yield Block(HEAD, partial(_draw_head, board=board))
    for pool in shown:
        yield Block(chart_height(pool), partial(draw_chart, pool=pool))
    left_out = _lines(board.pools) - _lines(shown)
    if left_out:
        yield Block(NOTE, partial(_note, text=f"and {count(left_out, 'permalink')} with fewer runs"))
    if shown:
        has_own = any(each.own for pool in shown for each in pool.permalinks)
        yield Block(NOTE, partial(_draw_legend, has_own=has_own))
    if board.standings:
        yield Block(HEADING + ROW * len(board.standings), partial(_draw_standings, standings=board.standings))
    else:
        yield Block(NOTE, partial(_note, text="Nobody has a run that counts yet."))


def _lines(pools: tuple[PoolTimes, ...]) -> int:
    return sum(len(pool.permalinks) for pool in pools)


def _busiest(pools: tuple[PoolTimes, ...]) -> tuple[PoolTimes, ...]:
    """As many permalinks as there is room for, in their order: the reader's, then those with the most runs."""
    ranked = sorted(
        (not each.own, -len(each.times), at, number)
        for at, pool in enumerate(pools)
        for number, each in enumerate(pool.permalinks)
    )
    kept = {(at, number) for _, _, at, number in ranked[:MOST_LINES]}
    thinned = (
        pool._replace(permalinks=tuple(each for number, each in enumerate(pool.permalinks) if (at, number) in kept))
        for at, pool in enumerate(pools)
    )
    return tuple(pool for pool in thinned if pool.permalinks)


def _draw_head(page: Page, top: int, board: BoardPicture) -> None:
    page.text(MARGIN, top + 66, board.title, 44, most=WIDTH - 2 * MARGIN)
    told = f"{count(board.players, 'player')} · {count(board.runs, 'finished run')}"
    page.text(MARGIN, top + 120, told, 28, colour=SOFT)


def _note(page: Page, top: int, text: str) -> None:
    page.text(MARGIN, top + NOTE / 2, text, 26, colour=SOFT)


def _draw_legend(page: Page, top: int, has_own: bool) -> None:
    signs = (("●", DOT, "a run"), ("┃", PAR, "par"), ("◆", OWN, "your run"))
    for place, (sign, colour, meaning) in enumerate(signs[: 3 if has_own else 2]):
        page.text(MARGIN + place * 180, top + NOTE / 2, sign, 28, colour=colour)
        page.text(MARGIN + place * 180 + 36, top + NOTE / 2, meaning, 26, colour=SOFT)


def _draw_standings(page: Page, top: int, standings: tuple[Standing, ...]) -> None:
    page.text(MARGIN, top + HEADING / 2, "Standings", 32)
    page.text(WIDTH - MARGIN, top + HEADING / 2, "finished / forfeited", 24, colour=SOFT, align="right")
    for place, standing in enumerate(standings):
        _draw_standing(page, top + HEADING + place * ROW, standing)


def _draw_standing(page: Page, top: int, standing: Standing) -> None:
    middle, room = top + ROW / 2, WIDTH - MARGIN - COUNTS - BARS
    colour, bar = (OWN, OWN_BAR) if standing.is_own else (TEXT, BAR)
    page.text(MARGIN + RANKS - 24, middle, f"{standing.rank}", 28, colour=SOFT, align="right")
    page.text(MARGIN + RANKS, middle, standing.name, 28, colour=colour, most=BARS - MARGIN - RANKS - 24)
    page.box(BARS, top + 8, room, ROW - 16, RAISED)
    page.box(BARS, top + 8, room * standing.score / HIGHEST, ROW - 16, bar)
    page.text(BARS + 16, middle, points(standing.score), 28)
    counts = f"{standing.finished} / {standing.forfeited}"
    page.text(WIDTH - MARGIN, middle, counts, 28, colour=SOFT, align="right")
