"""The story that is run again and again: its steps, and what everything looks like at its end."""

import contextlib
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from paddock.store.item import Table
from tests.support.crashing import Stop, Stopped, watched
from tests.support.world import Server, World

LOADING = 1 << 7
PROMISED = ("ORGANIZATION", "SERVER", "DIRECTORY", "TOURNAMENT#", "MATCH", "EVENT#", "NOTICE#", "INBOX#", "NEEDS")
"""Kinds of records that have to be the same in the end. Receipts and histories of runs tell how it came to that."""
WAY = re.compile(r"event\.")
"""Lines of the audit that tell by which way an event got right: made, or found and adopted."""
UNIQUE = ("version", "fingerprint", "at", "changed", "mark", "since", "nonce", "closed_until")
SNOWFLAKE = re.compile(r"\d{17,20}")


@dataclass
class Story:
    world: World
    server: Server
    admin: Any
    alice: Any
    bob: Any
    channels: dict[str, str] = field(default_factory=dict)
    """Ids by name, of those in which the bot posts."""

    @classmethod
    def begin(cls, world: World) -> "Story":
        server = world.add_server()
        people = (world.add_player(server, name) for name in ("alice", "bob"))
        return cls(world, server, world.add_admin(server), *people)

    # -- what people do --------------------------------------------------------------------------

    def create_tournament(self) -> None:
        self._does("tournament create", name="Winter Open", scheduled_events=True)

    def create_match(self, title: str = "Final") -> None:
        players = {"player1": self.alice.user_id, "player2": self.bob.user_id}
        self._does("match create", tournament="winter-open", when="2037-11-23 18:00", title=title, **players)

    def move_match(self) -> None:
        self._does("match edit", match=self._match("Final"), when="2037-11-23 19:00")

    def edit_match(self) -> None:
        self._does("match edit", match=self._match("Final"), stream="speedgaming", comment="Best of three")

    def cancel_match(self) -> None:
        self._does("match cancel", match=self._match("Final"))

    def sync_tournament(self) -> None:
        self._does("tournament sync", tournament="winter-open")

    def check_config(self) -> None:
        self._does("config check")

    def press(self, label: str) -> None:
        """On the card of the match."""
        self._does("match show", label, match=self._match("Final"))

    def close_messages(self) -> None:
        """Alice takes none, and is mentioned in a channel instead."""
        self.channels["news"] = self.world.discord.create_channel(self.server.id, "news")["id"]
        self._does("config server", announcements=self.channels["news"])
        self.world.discord.close_dms(self.alice.user_id)

    def _does(self, command: str, press: str | None = None, **options: Any) -> None:
        """What a program that dies at the door leaves to the person: a failed interaction, which they don't repeat."""
        from fake_discord import InteractionFailed

        with contextlib.suppress(InteractionFailed):
            self.admin.slash(command, **options)
            if press:
                self.admin.click(press)
        self.world.drain()

    # -- what happens ----------------------------------------------------------------------------

    def remove_event_by_hand(self) -> None:
        (event,) = self.world.discord.events(self.server.id)
        self.world.discord.delete_event(self.server.id, event["id"])

    def edit_event_by_hand(self) -> None:
        (event,) = self.world.discord.events(self.server.id)
        self.world.discord.set_event(self.server.id, event["id"], name="Something else")

    def reach_reminder(self) -> None:
        """The reminder falls due; the minute's sweep has not run yet."""
        self.world.discord.advance(5.55 * 3600)

    def recover(self) -> None:
        """What was not acknowledged is delivered again, and the minute's sweep comes round."""
        self.world.drain()
        self.world.pass_time(minutes=2)

    def end(self) -> None:
        """The hourly pass, and the reminders of both starts."""
        self.world.sync()
        self.world.pass_time(hours=5, minutes=35)
        self.world.pass_time(hours=1)

    def reminders(self, person: Any) -> list[str]:
        """Among the person's direct messages."""
        found = (each["content"] for each in self.world.discord.dms(person.user_id))
        return [each for each in found if each.startswith("Your match starts ")]

    # -- what there is ---------------------------------------------------------------------------

    def shown(self) -> dict[str, Any]:
        """What people see at once, without waiting for the hourly pass."""
        seen = self.state()
        return {part: seen[part] for part in ("events", "direct messages", "deferrals without an end")}

    def state(self) -> dict[str, Any]:
        """Everything that was promised, with names in place of ids."""
        discord, names = self.world.discord, self._names()
        people = {"alice": self.alice.user_id, "bob": self.bob.user_id, "owner": self.owner}
        dms = {name: [_text(each) for each in discord.dms(who)] for name, who in people.items()}
        found = {
            "records": [document for kind in PROMISED for document in self.world.documents(Table.RECORDS, kind)],
            "events": [_shown(each) for guild in discord._world.guilds for each in discord.events(guild)],
            "events made": sum(map(_took_effect, discord.requests("create_guild_scheduled_event"))),
            "direct messages": dms,
            "channels": self._posted(),
            "waiting jobs": self._waiting_jobs(),
            "audit": self._audit(),
            "deferrals without an end": self._loading(),
        }
        text = json.dumps(found, default=str, sort_keys=True)
        named = json.loads(SNOWFLAKE.sub(lambda id: names.get(id[0], "?"), text))
        return {part: _plain(value) for part, value in named.items()}

    def _posted(self) -> dict[str, Any]:
        messages = self.world.discord.messages
        return {name: [_text(each) for each in messages(channel)] for name, channel in self.channels.items()}

    @property
    def owner(self) -> str:
        return str(self.world.discord.guild(self.server.id)["owner_id"])

    def _match(self, title: str) -> str:
        found: str = next(each["id"] for each in self._matches() if each.get("title") == title)
        return found

    def _matches(self) -> list[dict[str, Any]]:
        return [each for each in self.world.documents(Table.RECORDS, "MATCH") if "players" in each]

    def _names(self) -> dict[str, str]:
        names = {self.server.id: "server", self.server.channel: "channel"}
        names |= {who.user_id: name for name, who in (("admin", self.admin), ("alice", self.alice), ("bob", self.bob))}
        names |= {each["id"]: each["slug"] for each in self.world.documents(Table.RECORDS, "TOURNAMENT#")}
        names |= {each["id"]: f"match {each['title']}" for each in self._matches()}
        events = self.world.documents(Table.RECORDS, "EVENT#")
        return names | {each["event"]: f"event of {names[each['match']]}" for each in events if each.get("event")}

    def _waiting_jobs(self) -> list[tuple[str, str]]:
        jobs = self.world.documents(Table.JOBS)
        return [(each["kind"], each["due"]) for each in jobs if each["state"] != "done"]

    def _audit(self) -> list[tuple[str, int]]:
        lines = self.world.documents(Table.AUDIT)
        told = Counter(f"{each['action']} {each['subject']}" for each in lines if not WAY.match(each["action"]))
        return sorted(told.items())

    def _loading(self) -> list[str]:
        messages = self.world.discord.messages(self.server.channel)
        return [each["id"] for each in messages if each["flags"] & LOADING]


def _shown(event: dict[str, Any]) -> dict[str, Any]:
    kept = ("name", "description", "entity_metadata", "scheduled_start_time", "scheduled_end_time", "status")
    return {name: event[name] for name in kept}


def _took_effect(request: dict[str, Any]) -> bool:
    return request["status"] == 200 or any(" after " in fault for fault in request["faults"])


def _text(message: dict[str, Any]) -> dict[str, Any]:
    """Without the footers, whose references no story repeats."""
    embeds = [{name: part for name, part in each.items() if name != "footer"} for each in message["embeds"]]
    return {"content": message["content"], "embeds": embeds}


def _plain(value: Any) -> Any:
    """Without what no story repeats: the counts of writes, and instants to the millisecond."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items() if name not in UNIQUE}
    return [_plain(each) for each in value] if isinstance(value, list) else value


@dataclass(frozen=True)
class Step:
    """One thing that happens, and what has happened before it."""

    before: tuple[Callable[[Story], None], ...]
    act: Callable[[Story], None]
    by_person: bool = True
    """A person does it, and does not repeat what failed; schedules come round again."""
    repaired_soon: bool = True
    """By the next minute's sweep, not only by the next hourly pass."""


TOURNAMENT = (Story.create_tournament,)
MATCH = (*TOURNAMENT, Story.create_match)

STEPS = {
    "a tournament is created": Step((), Story.create_tournament),
    "a match is created": Step(TOURNAMENT, Story.create_match),
    "a match is created of somebody who takes no messages": Step(
        (*TOURNAMENT, Story.close_messages), Story.create_match
    ),
    "a match is moved": Step(MATCH, Story.move_match),
    "a match is edited": Step(MATCH, Story.edit_match),
    "a match is cancelled": Step(MATCH, Story.cancel_match),
    "a tournament is synced": Step((*MATCH, Story.remove_event_by_hand), Story.sync_tournament),
    "the configuration is checked": Step(MATCH, Story.check_config),
    "a reminder falls due": Step((*MATCH, Story.reach_reminder), lambda story: _swept(story), by_person=False),
    "the hourly pass repairs": Step((*MATCH, Story.edit_event_by_hand), lambda story: _synced(story), False, False),
}


def _swept(story: Story) -> None:
    story.world.tick()


def _synced(story: Story) -> None:
    story.world.sync()


def told(step: Step, world: World, stop: Stop | None = None, act: bool = True) -> dict[str, Any]:
    """The end of the story; `stop` watches the step alone."""
    story = Story.begin(world)
    for each in step.before:
        each(story)
    if act:
        with _stopped(world, stop or Stop()):
            step.act(story)
    story.recover()
    soon = story.shown() if step.repaired_soon else {}
    story.end()
    return {"soon": soon, **story.state()}


@contextlib.contextmanager
def _stopped(world: World, stop: Stop) -> Iterator[None]:
    with watched(world, stop), contextlib.suppress(Stopped):
        yield
