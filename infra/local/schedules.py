"""When the scheduled functions fire while the simulated clock is ahead of the real one."""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from infra.template.load import Template, plain_name

log = logging.getLogger(__name__)

MINUTE = timedelta(minutes=1)
AHEAD = timedelta(seconds=1)
LEAP = timedelta(minutes=5)
"""Over more than this at once, no schedule fires for each minute: whatever it missed, it finds when it fires next."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Schedule:
    function: str
    """The name that Lambda's Invoke takes."""
    period: timedelta


class Clock(Protocol):
    @property
    def offset(self) -> timedelta: ...

    def now(self) -> datetime: ...


def schedules(template: Template, functions: Mapping[str, str]) -> tuple[Schedule, ...]:
    """The template's own; `functions` tells what "sync_events" is called where it was deployed."""
    return tuple(
        Schedule(functions[plain_name(logical_id)], _period(event["Properties"]["Schedule"]))
        for logical_id, resource in template["Resources"].items()
        for event in resource["Properties"].get("Events", {}).values()
        if event["Type"] == "Schedule"
    )


def _period(expression: str) -> timedelta:
    amount, unit = expression.removeprefix("rate(").removesuffix(")").split()
    return timedelta(**{f"{unit.removesuffix('s')}s": int(amount)})


def ticks(schedules: Sequence[Schedule], since: datetime, until: datetime) -> Iterator[tuple[datetime, Schedule]]:
    """All that fire in (since, until], in the order of time; at one time the rarest first, so that the per-minute
    function finds what the others have left to do."""
    pace = _pace(until - since)
    tick = since - (since - EPOCH) % pace + pace
    while tick <= until:
        for schedule in sorted(schedules, key=lambda schedule: schedule.period, reverse=True):
            if (tick - EPOCH) // schedule.period > (tick - pace - EPOCH) // schedule.period:
                yield tick, schedule
        tick += pace


def _pace(distance: timedelta) -> timedelta:
    return MINUTE if distance <= LEAP else distance - distance % LEAP


class Ticker:
    """Fires the schedules on a simulated clock while it is ahead; until then the local AWS does it on the real one."""

    def __init__(
        self,
        schedules: Sequence[Schedule],
        clock: Clock,
        *,
        invoke: Callable[[str, datetime], None],
        enable_rules: Callable[[bool], None],
    ) -> None:
        self._schedules = schedules
        self._clock = clock
        self._invoke = invoke
        self._enable_rules = enable_rules
        self._fired_until = clock.now()
        self._firing = threading.Lock()
        self._woken = threading.Event()
        self._stopping = False
        self._is_ahead: bool | None = None

    @contextmanager
    def running(self) -> Iterator[None]:
        self._heed_offset()
        thread = threading.Thread(target=self._run, name="ticker")
        thread.start()
        try:
            yield
        finally:
            self._stopping = True
            self._woken.set()
            thread.join()

    def fire(self, since: datetime, until: datetime) -> None:
        """Fires all that is due in (since, until] and returns when it is done."""
        self._fire(since, until)
        self._woken.set()  # its next minute begins at another moment now

    def _fire(self, since: datetime, until: datetime) -> None:
        with self._firing:
            self._heed_offset()
            for tick, schedule in ticks(self._schedules, max(since, self._fired_until), until):
                if self._stopping:
                    return
                self._invoke(schedule.function, tick)
            self._fired_until = max(self._fired_until, until)

    def _run(self) -> None:
        while not self._stopping:
            self._woken.clear()
            now = self._clock.now()
            if self._heed_offset():
                self._fire(self._fired_until, now)
            self._woken.wait((MINUTE - (now - EPOCH) % MINUTE).total_seconds())

    def _heed_offset(self) -> bool:
        is_ahead = self._clock.offset > AHEAD
        if is_ahead is not self._is_ahead:
            self._enable_rules(not is_ahead)
            self._is_ahead = is_ahead
            log.info("The schedules follow the %s clock.", "simulated" if is_ahead else "real")
        return is_ahead
