"""From a racer's click to the answer, all the way: simulated Discord, API, function, database, and back."""

import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from time import perf_counter

import httpx

from infra.bench.racers import RUNS, Card, Json, Races
from infra.bench.running import running
from infra.bench.table import Row, at_most, compared, exactly
from infra.local.discord.bot import DEADLINE

POOLS = 2
BUTTONS = {"Ready": "Finish", "Finish": "Submit VOD & Notes"}
"""What the card offers once one was pressed."""


@dataclass
class Clicks:
    """On one button; each took turns with a `/ping` of the same person in the same place."""

    button: str
    took: list[float] = field(default_factory=list)
    pings: list[float] = field(default_factory=list)
    answered: int = 0
    """As the button should be, in the time that Discord gives."""


def rows() -> Iterator[Row]:
    ready, finish = (Clicks(button) for button in BUTTONS)
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder)) as stack,
        httpx.Client(timeout=30) as http,
    ):
        _race(Races(stack, POOLS, http), ready, finish)
    yield from of_button(ready)
    yield from of_button(finish)


def of_button(clicks: Clicks) -> Iterator[Row]:
    what = f"Local stack: from a click on `{clicks.button}` to the answer"
    took, pings = quantiles(clicks.took, n=100), quantiles(clicks.pings, n=100)
    for percent in (50, 99):
        at = percent - 1
        yield compared(f"{what}, p{percent}", took[at], f"/ping's p{percent}", pings[at], None)
    yield at_most(f"{what}, the longest", max(clicks.took), DEADLINE, "s")
    yield exactly(f"{what}, answered", clicks.answered, len(clicks.took))


def _race(races: Races, ready: Clicks, finish: Clicks) -> None:
    """Everybody together, again and again; while they click, the worker is at what follows from the clicks before."""
    for run in range(POOLS * RUNS):
        under_way = [card for card in races.draw(run // RUNS) if _click(races, card, ready)]
        races.count_down()
        for card in under_way:
            _click(races, card, finish)
        races.settle()


def _click(races: Races, card: Card, clicks: Clicks) -> bool:
    """Whether it was answered."""
    seconds, _ = _timed(lambda: races.ping(card))
    clicks.pings.append(seconds)
    seconds, told = _timed(lambda: races.press(card, clicks.button))
    clicks.took.append(seconds)
    is_answered = _offers(told, BUTTONS[clicks.button])
    clicks.answered += is_answered
    if not is_answered:
        sys.stderr.write(f"a click on `{clicks.button}` brought {_said(told)}\n")
    return is_answered


def _timed(ask: Callable[[], Json]) -> tuple[float, Json]:
    began = perf_counter()
    told = ask()
    return perf_counter() - began, told


def _offers(told: Json, button: str) -> bool:
    rows = told["message"]["components"] if told["answered"] and told["message"] else []
    return any(each.get("label") == button for row in rows for each in row["components"])


def _said(told: Json) -> str:
    message = told["message"] or {}
    return str(told["details"] or [message.get("content"), message.get("embeds")])
