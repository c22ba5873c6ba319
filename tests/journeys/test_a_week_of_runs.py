"""200 runners over a week: the board equals the one that follows from the clicks, worked out another way."""

import heapq
import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import count
from typing import Any, NamedTuple

from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World

RUNNERS = 200
POOLS = ("Pool A", "Pool B")
HOUR, MINUTE = 3600.0, 60.0
WEEK = 7 * 24 * HOUR
START_LIMIT, RUN_LIMIT = 20 * MINUTE, 3 * HOUR
SWEEP_EVERY = HOUR
"""A late sweep gives the same result as one in time."""
SAMPLE = 5
LINE = re.compile(
    r"(🥇|🥈|🥉|`#(\d+)`) \*\*([\d.]+)\*\* (\S+).*\n"
    r"-# (\d+) finished · (\d+) forfeited · (\d+) left(?: · est. ([\d.]+))?"
)
MEDALS = {"🥇": 1, "🥈": 2, "🥉": 3}


@dataclass
class Logged:
    """A run as the clicks tell of it. `ended`: in milliseconds, None for a forfeit or a disqualification."""

    player: str
    pool: str
    url: str
    ended: int | None = None
    is_over: bool = False
    is_void: bool = False


class Standing(NamedTuple):
    rank: int
    name: str
    score: str
    estimate: str
    finished: int
    forfeited: int
    left: int


class Week:
    """Who does what when is drawn beforehand; what came of it is taken from the clicks alone."""

    def __init__(self, world: World) -> None:
        self.random = random.Random(20261123)
        self.world = world
        self.qualifier = Qualifier(world, permalinks=4, limit_hours=3, closes="in 8 days")
        self.log: list[Logged] = []
        self.events: list[tuple[float, int, Callable[[], None]]] = []
        self.order = count()
        self.seconds = 0.0
        self.names: dict[str, str] = {}

    def at(self, when: float, what: Callable[[], None]) -> None:
        heapq.heappush(self.events, (when, next(self.order), what))

    def run(self) -> None:
        for number in range(RUNNERS):
            player = self.world.add_player(self.qualifier.server, f"runner-{number:03}")
            self.names[player.user_id] = f"runner-{number:03}"
            starts = sorted(self.random.uniform(0, WEEK - 8 * HOUR) for _ in POOLS[: self.random.choice((1, 1, 2))])
            pools = self.random.sample(POOLS, len(starts))
            for place, (start, pool) in enumerate(zip(starts, pools, strict=True)):
                self.at(start + place * 4 * HOUR, self._draws(player, pool))
        for sweep in range(int(WEEK / SWEEP_EVERY) + 1):
            self.at(sweep * SWEEP_EVERY, self._sweep)
        while self.events:
            when, _, what = heapq.heappop(self.events)
            self.world.discord.advance(max(when - self.seconds, 0.0))
            self.seconds = max(self.seconds, when)
            what()

    # -- what players do ---------------------------------------------------------------------------

    def _draws(self, player: Any, pool: str) -> Callable[[], None]:
        def draw() -> None:
            racer = self.qualifier.draw(player, pool)
            (url,) = re.findall(r"https://\S+", str(racer.card["embeds"][0]["description"]))
            logged = Logged(self.names[player.user_id], pool, url)
            self.log.append(logged)
            wait = self.random.uniform(1 * MINUTE, 24 * MINUTE)
            if wait < START_LIMIT:
                self.at(self.seconds + wait, self._readies(racer, logged))
            else:
                self.at(self.seconds + wait, lambda: self._is_late(racer, "Ready", logged))

        return draw

    def _readies(self, racer: Racer, logged: Logged) -> Callable[[], None]:
        def ready() -> None:
            clicked = instant(racer.press("Ready"))
            taken = self.random.choice((None, *(self.random.gauss(5400, 1500) for _ in range(12))))
            if taken is None:
                self.at(self.seconds + RUN_LIMIT + 11 * MINUTE, lambda: self._is_late(racer, "Finish", logged))
            elif self.random.random() < 0.06:
                self.at(self.seconds + max(taken, 60), self._forfeits(racer, logged))
            else:
                self.at(self.seconds + min(max(taken, 600), RUN_LIMIT - MINUTE), self._finishes(racer, logged, clicked))

        return ready

    def _finishes(self, racer: Racer, logged: Logged, readied: int) -> Callable[[], None]:
        def finish() -> None:
            logged.ended = instant(racer.finish()) - readied - 10_000
            logged.is_over = True
            if self.random.random() < 0.05:
                self._disqualified(racer, logged)
            elif self.random.random() < 0.05:
                self._voided(racer, logged)

        return finish

    def _forfeits(self, racer: Racer, logged: Logged) -> Callable[[], None]:
        def forfeit() -> None:
            racer.press("Forfeit")
            racer.player.at(racer.thread).click("Confirm Forfeit")
            self.world.drain()
            logged.is_over = True

        return forfeit

    def _is_late(self, racer: Racer, label: str, logged: Logged) -> None:
        """Whether or not a sweep has looked since, the button says that it is too late."""
        from fake_discord import ClientRefused

        try:
            told = racer.press(label).said
        except ClientRefused:
            told = "counts as forfeit"  # the sweep was here: the card has no such button any more
        assert "forfeit" in told
        logged.is_over = True

    # -- what staff does, and time -----------------------------------------------------------------

    def _disqualified(self, racer: Racer, logged: Logged) -> None:
        self.qualifier.admin.slash("async disqualify", run=racer.id, reason="A wrong version")
        self.world.drain()
        logged.ended = None

    def _voided(self, racer: Racer, logged: Logged) -> None:
        self.qualifier.admin.slash("async reattempt", run=racer.id, reason="The stream died", grant=True)
        self.world.drain()
        logged.is_void = True
        self.at(self.seconds + HOUR, self._draws(racer.player, logged.pool))

    def _sweep(self) -> None:
        self.world.tick()

    # -- the board, from the log alone -------------------------------------------------------------

    def expected(self) -> list[Standing]:
        counting = [each for each in self.log if not each.is_void]
        times: dict[str, list[int]] = defaultdict(list)
        for each in counting:
            if each.ended is not None:
                times[each.url].append(each.ended)
        pars = {url: mean(sorted(found)[:SAMPLE]) for url, found in times.items()}
        rows = [self._row(name, pars) for name in sorted({each.player for each in counting})]
        rows.sort(key=lambda row: (-row[0], row[1]))
        totals = [row[0] for row in rows]
        return [
            Standing(totals.index(total) + 1, name, decimals(total / len(POOLS)), estimate, *counts)
            for total, name, estimate, counts in rows
        ]

    def _row(self, name: str, pars: dict[str, Fraction]) -> tuple[Fraction, str, str, tuple[int, int, int]]:
        mine = [each for each in self.log if each.player == name and not each.is_void]
        scores = [score(each.ended, pars[each.url]) for each in mine if each.ended is not None]
        estimate = decimals(mean(scores)) if scores else "none"
        counts = (len(scores), len(mine) - len(scores), len(POOLS) - len(mine))
        return sum(scores, Fraction(0)), name, estimate, counts


def instant(outcome: Any) -> int:
    """Of the click, in milliseconds."""
    return int(outcome.id) >> 22


def mean(numbers: list[Any]) -> Fraction:
    return Fraction(sum(numbers), len(numbers))


def score(time: int, par: Fraction) -> Fraction:
    return min(max((2 - time / par) * 100, Fraction(0)), Fraction(105))


def decimals(number: Fraction) -> str:
    return f"{float(number):.2f}"


def shown(reader: Any, id: str) -> Iterator[Standing]:
    """Page by page, as a member reads it."""
    page = reader.slash("async board", {"async": id})
    while True:
        of_the_page = page.message["embeds"][0]["description"].partition("\n…\n")[0]
        for medal, rank, points, name, *counts, estimate in LINE.findall(of_the_page):
            yield Standing(int(rank or 0) or MEDALS[medal], name, points, estimate or "none", *map(int, counts))
        buttons = [each for row in page.message["components"] for each in row["components"]]
        if any(each["label"] == "Later" and each.get("disabled") for each in buttons):
            return
        reader.click("Later", message=page.message)


def is_near(one: str, other: str) -> bool:
    """Times count in whole milliseconds: a par that was cut to them moves a score by less than a hundredth."""
    return one == other or abs(float(one) - float(other)) <= 0.011


def test_after_a_week_the_board_is_the_one_that_follows_from_the_clicks(world: World) -> None:
    week = Week(world)
    week.run()
    assert all(each.is_over for each in week.log)
    week.qualifier.admin.slash("async close", {"async": week.qualifier.id})
    found, expected = list(shown(week.qualifier.bob, week.qualifier.id)), week.expected()

    assert len(found) == len(expected) > 190
    for one, other in zip(found, expected, strict=True):
        assert (one.name, one.rank, *one[4:]) == (other.name, other.rank, *other[4:])
        assert is_near(one.score, other.score)
        assert is_near(one.estimate, other.estimate)
    assert world.discord.problems() == []
