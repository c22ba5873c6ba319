"""Pushing the simulated clock forward in steps, so that the schedules fire with the clock near their own time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.concurrency import run_in_threadpool

from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.scheduled_events import run_events
from infra.local.discord.world import World

Fire = Callable[[datetime, datetime], None]
SHORT = timedelta(hours=3)
FINE, COARSE = timedelta(minutes=1), timedelta(minutes=10)
"""The steps of a short push and of a longer one."""
MOST_STEPS = 1440
FURTHEST = timedelta(days=60)


@dataclass
class Progress:
    done: int
    total: int


class ClockPush:
    def __init__(self, world: World) -> None:
        self._world = world
        self._fire: Fire | None = None
        self.progress: Progress | None = None

    def connect(self, fire: Fire) -> None:
        self._fire = fire

    async def by(self, distance: timedelta) -> None:
        if self.progress:
            raise ClientRefused("the clock is already being pushed")
        if not timedelta() < distance <= FURTHEST:
            raise ClientRefused(f"the clock goes forward, by up to {FURTHEST.days} days at a time")
        step = FINE if distance <= SHORT else max(COARSE, distance / MOST_STEPS)
        self.progress = Progress(0, -(-distance // step))
        try:
            while distance:
                distance -= await self._step(min(step, distance))
        finally:
            self.progress = None
            self._world.commit()

    async def _step(self, distance: timedelta) -> timedelta:
        since = self._world.now()
        self._world.clock.push(distance)
        run_events(self._world)
        self._world.commit()
        if self._fire:
            await run_in_threadpool(self._fire, since, self._world.now())
        if self.progress:
            self.progress.done += 1
        return distance
