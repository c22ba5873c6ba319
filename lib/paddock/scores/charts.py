"""A pool's times as a chart: a line for each permalink, a dot for each run, and a mark at the permalink's par."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, MultipleLocator

from paddock.runs.views import clock
from paddock.scores.page import DOT, MARGIN, OWN, PAR, POINTS, RULE, SOFT, WIDTH, Page
from paddock.scores.pictured import PermalinkTimes, PoolTimes

LINE = 64
HEADING = 64
AXIS = 56
LABELS = 90
"""To the left of the chart; the pars stand to its right."""
PARS = 170
LONGEST = 2
"""Pars: a run of that time scores 0, and whatever took longer stands at the chart's edge."""
MOST_DOTS = 300
"""On one line: more would show no more, and make the picture's file larger than a phone likes."""
FEW = 30
"""Of a few dots each is to be seen, even where it lies on the par; of many how close they are."""
SCATTER = 0.618034
"""Steps of the golden section spread any number of dots over a line's height, always in the same places."""
SECOND, MINUTE, HOUR = 1000, 60_000, 3_600_000
"""In milliseconds, as all times here."""
STEPS = (
    *(SECOND * each for each in (1, 2, 5, 10, 15, 30)),
    *(MINUTE * each for each in (1, 2, 5, 10, 15, 30)),
    *(HOUR * each for each in (1, 2, 5, 10, 24, 48)),
)
MOST_STEPS = 6
NARROWEST = 0.1
"""Of the fastest time: what is closer together is not drawn as if it were far apart."""


class Span(NamedTuple):
    low: float
    high: float

    def held(self, time: int) -> float:
        return min(max(time, self.low), self.high)


def chart_height(pool: PoolTimes) -> int:
    return HEADING + LINE * len(pool.permalinks) + AXIS


def draw_chart(page: Page, top: int, pool: PoolTimes) -> None:
    page.text(MARGIN, top + HEADING / 2, pool.name, 32, most=WIDTH - 2 * MARGIN - PARS)
    height, right = LINE * len(pool.permalinks), WIDTH - MARGIN
    page.text(right, top + HEADING / 2, "par", 24, colour=SOFT, align="right")
    axes = page.axes(MARGIN + LABELS, top + HEADING, right - PARS - MARGIN - LABELS, height)
    span = _span(pool.permalinks)
    _dress(axes, span, len(pool.permalinks))
    for place, permalink in enumerate(pool.permalinks):
        middle = top + HEADING + (place + 0.5) * LINE
        page.text(MARGIN, middle, permalink.label, 28, colour=SOFT, most=LABELS - 8)
        page.text(right, middle, clock(permalink.par) if permalink.par else "no par", 28, align="right", most=PARS)
        _draw_line(axes, place, permalink, span)


def _span(permalinks: Sequence[PermalinkTimes]) -> Span:
    pars = [each.par for each in permalinks if each.par]
    times = [time for each in permalinks for time in (*each.times, *each.own)] + pars
    if not times:
        return Span(0, HOUR)
    low, high = min(times), min(max(times), LONGEST * max(pars)) if pars else max(times)
    width = max(1.08 * (high - low), NARROWEST * low, SECOND)
    middle = (low + high) / 2
    return Span(max(middle - width / 2, 0), middle + width / 2)


def _dress(axes: Axes, span: Span, lines: int) -> None:
    axes.set_xlim(span.low, span.high)
    axes.set_ylim(lines - 0.5, -0.5)
    axes.set_yticks([])
    width = span.high - span.low
    step = next((each for each in STEPS if each * MOST_STEPS >= width), width / MOST_STEPS)
    axes.xaxis.set_major_locator(MultipleLocator(step))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda time, _: clock(round(time))))
    axes.tick_params(axis="x", length=0, pad=10, labelsize=24 * POINTS, labelcolor=SOFT)
    axes.grid(axis="x", color=RULE, linewidth=1)
    axes.set_axisbelow(True)
    axes.spines[:].set_visible(False)
    axes.hlines([line + 0.5 for line in range(-1, lines)], span.low, span.high, color=RULE, linewidth=1)


def _draw_line(axes: Axes, place: int, permalink: PermalinkTimes, span: Span) -> None:
    times = list(_thinned(sorted(permalink.times)))
    spread = [place + (number * SCATTER % 1 - 0.5) * _spread(len(times)) for number in range(len(times))]
    size, opacity, layer = (130, 0.9, 4) if len(times) <= FEW else (70, 0.45, 2)
    held = [span.held(each) for each in times]
    axes.scatter(held, spread, size, DOT, alpha=opacity, linewidths=0, zorder=layer, clip_on=False)
    if permalink.par:
        axes.vlines(permalink.par, place - 0.42, place + 0.42, color=PAR, linewidth=4, zorder=3)
    own = [span.held(each) for each in permalink.own]
    line = [place] * len(own)
    axes.scatter(own, line, 190, OWN, marker="D", linewidths=1.5, edgecolors="black", zorder=5, clip_on=False)


def _spread(dots: int) -> float:
    """Of a line's height: a few dots stand in a row."""
    return min(0.7, 0.08 * (dots - 1))


def _thinned(times: Sequence[int]) -> Iterator[int]:
    """Where there are too many to be told apart: evenly from the fastest to the slowest."""
    dots = min(len(times), MOST_DOTS)
    return (times[number * (len(times) - 1) // max(dots - 1, 1)] for number in range(dots))
