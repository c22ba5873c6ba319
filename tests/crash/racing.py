"""A player's run, from the click on the async's post to the words afterwards: its steps, and how it ends."""

import contextlib
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from paddock.store.item import Table
from tests.support.crashing import Stop, Stopped, watched
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World

TIMES = re.compile(r"<t:\d+|\b\d+:\d\d:\d\d\b|\d{17,20}")
"""What no two stories have in common."""
KEPT = ("status", "timed_out", "vod", "notes", "flag", "pool_name", "permalink")
ADDRESS = "https://example.org/vod"


@dataclass
class Race:
    """Of alice, in a pool of one permalink."""

    world: World
    qualifier: Qualifier

    @classmethod
    def begin(cls, world: World) -> "Race":
        return cls(world, Qualifier(world, pools=1, permalinks=1))

    # -- what the player does ------------------------------------------------------------------------

    def open_panel(self) -> None:
        self.qualifier.press_start(self.qualifier.alice)

    def confirm(self) -> None:
        self._press(lambda: self._here.click("Confirm"))

    def ready(self) -> None:
        self._press(lambda: self.racer.press("Ready"))
        self.world.pass_time(seconds=12)

    def finish(self) -> None:
        self._press(lambda: self.racer.press("Finish"))

    def forfeit(self) -> None:
        self._press(lambda: self._in_thread.click("Confirm Forfeit"))

    def ask_forfeit(self) -> None:
        self.racer.press("Forfeit")

    def describe(self) -> None:
        fields = {"Link to the VOD": ADDRESS, "Notes for the reviewers": "Clean"}
        self._press(lambda: self.racer.press("Submit VOD & Notes").submit(fields))

    def flag(self) -> None:
        fields = {"What should the reviewers look at?": "The timer"}
        self._press(lambda: self.racer.press("Flag for Review").submit(fields))

    def _press(self, click: Callable[[], Any]) -> None:
        """A program that dies at the door leaves a failed interaction, which the player does not repeat."""
        from fake_discord import InteractionFailed

        with contextlib.suppress(InteractionFailed):
            click()
        self.world.drain()

    # -- what happens --------------------------------------------------------------------------------

    def race(self) -> None:
        self.world.pass_time(minutes=5)

    def near_start(self) -> None:
        """The warning falls due; the minute's sweep has not run yet."""
        self.world.discord.advance(10.5 * 60)

    def near_limit(self) -> None:
        self.world.discord.advance(11.1 * 3600)

    def miss_start(self) -> None:
        self.world.discord.advance(21 * 60)

    def miss_limit(self) -> None:
        self.world.discord.advance(12.1 * 3600)

    def sweep(self) -> None:
        self.world.tick()

    def recover(self) -> None:
        """What was not acknowledged is delivered again, and the minute's sweep comes round."""
        self.world.drain()
        self.world.pass_time(minutes=2)

    # -- what there is -------------------------------------------------------------------------------

    @property
    def _here(self) -> Any:
        return self.qualifier.alice.at(self.qualifier.channel)

    @property
    def _in_thread(self) -> Any:
        return self.qualifier.alice.at(self.racer.thread)

    @property
    def racer(self) -> Racer:
        (run,) = self.qualifier.runs
        return Racer(self.qualifier, self.qualifier.alice, run["id"])

    def state(self) -> dict[str, Any]:
        documents = self.world.documents
        discord, audit = self.world.discord, documents(Table.AUDIT)
        threads = discord.threads(self.qualifier.channel)
        return {
            "runs": [{name: each.get(name) for name in KEPT} for each in self.qualifier.runs],
            "slots": [slot[2] for each in self.qualifier.entrants for slot in each["slots"]],
            "drawn": [each["tally"] for each in documents(Table.RECORDS, "DRAWN")],
            "pars": len(documents(Table.RECORDS, "PARS")),
            "threads": [(each["name"], len(each["member_ids"]), self._told(each["id"])) for each in threads],
            "waiting jobs": sorted(each["kind"] for each in documents(Table.JOBS) if each["state"] != "done"),
            "audit": sorted(Counter(each["action"] for each in audit).items()),
        }

    def _told(self, thread: str) -> list[tuple[str, str]]:
        messages = (each for each in self.world.discord.messages(thread) if "ephemeral_to" not in each)
        return [(_plain(each["content"]), _plain(str(each["embeds"]))) for each in messages]


def _plain(text: str) -> str:
    return TIMES.sub("?", text)


@dataclass(frozen=True)
class Step:
    """One thing that happens, and what has happened before it."""

    before: tuple[Callable[[Race], None], ...]
    act: Callable[[Race], None]
    by_person: bool = True
    """A person does it, and does not repeat what failed; schedules come round again."""


PANEL = (Race.open_panel,)
DRAWN = (*PANEL, Race.confirm)
RUNNING = (*DRAWN, Race.ready, Race.race)
FINISHED = (*RUNNING, Race.finish)

STEPS = {
    "a run is confirmed": Step(PANEL, Race.confirm),
    "a run gets ready": Step(DRAWN, Race.ready),
    "a run is finished": Step(RUNNING, Race.finish),
    "a run is forfeited before its start": Step((*DRAWN, Race.ask_forfeit), Race.forfeit),
    "a run is forfeited under way": Step((*RUNNING, Race.ask_forfeit), Race.forfeit),
    "a run is described": Step(FINISHED, Race.describe),
    "a run is flagged": Step(FINISHED, Race.flag),
    "a start comes near": Step((*DRAWN, Race.near_start), Race.sweep, by_person=False),
    "a start is missed": Step((*DRAWN, Race.miss_start), Race.sweep, by_person=False),
    "a limit comes near": Step((*RUNNING, Race.near_limit), Race.sweep, by_person=False),
    "a limit is missed": Step((*RUNNING, Race.miss_limit), Race.sweep, by_person=False),
}


def told(
    step: Step, world: World, stop: Stop | None = None, act: bool = True, then: Callable[[Race], None] | None = None
) -> dict[str, Any]:
    """The end of the story; `stop` watches the step alone. `then`: what the player does about it."""
    race = Race.begin(world)
    for each in step.before:
        each(race)
    if act:
        with watched(world, stop or Stop()), contextlib.suppress(Stopped):
            step.act(race)
    if then:
        then(race)
    race.recover()
    return race.state()
