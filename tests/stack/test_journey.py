"""An evening's story through everything that is deployed: door, queue, worker and schedules, with IAM enforced.

Discord is the independent one, which refuses what the real one would.
"""

import importlib
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.stack.conftest import StrictStack
from tests.stack.running import RunningStack, wait_for

PERMISSIONS = "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS CREATE_EVENTS"
ACTIVE, COMPLETED = 2, 3
PATIENCE = 30.0
"""Seconds, for what the queue brings; on a busy machine a function's first start takes some of them."""


class Evening:
    """A server, its organizer and its players, in a Discord that other tests use too."""

    def __init__(self, strict: StrictStack) -> None:
        self.stack: RunningStack = strict.stack
        self.discord = strict.control
        guild = self.discord.create_guild("league", bot_permissions=PERMISSIONS)
        self.guild: str = guild["id"]
        self.channel: str = self.discord.create_channel(self.guild, "general")["id"]
        self._url = strict.stack.described["interactions_url"]
        self.admin = self.join("admin", permissions="MANAGE_GUILD")
        self.alice, self.bob = self.join("alice"), self.join("bob")

    def join(self, name: str, **more: str) -> Any:
        """Somebody new in the server."""
        member = self.discord.add_member(self.guild, username=name, **more)
        return importlib.import_module("fake_discord").DiscordUser(
            self.discord, self._url, member["user"]["id"], self.guild, self.channel
        )

    def told(self) -> list[list[str]]:
        """What alice and bob were told, in order."""
        sent = [self.discord.dms(each.user_id) for each in (self.alice, self.bob)]
        return [[each["embeds"][0]["title"].rsplit(" ", 1)[-1] for each in found] for found in sent]

    def said_in(self, channel: str) -> str:
        return str([(each["content"], each["embeds"]) for each in self.discord.messages(channel)])

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.discord.now())

    def events(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.discord.events(self.guild)
        return found

    def eventually(self, condition: Callable[[], object]) -> None:
        wait_for(condition, PATIENCE)

    def schedule(self, **options: str) -> str:
        """The new match's id."""
        (tournament,) = self.admin.autocomplete("match create", "tournament", "").choices
        self.admin.slash("match create", {"tournament": tournament["value"], **options})
        choices = self.admin.autocomplete("match show", "match", options.get("title", "")).choices
        id: str = choices[0]["value"]
        return id


@pytest.fixture
def evening(strict_stack: StrictStack) -> Evening:
    return Evening(strict_stack)


def test_a_match_is_shown_moved_reminded_of_and_cancelled(evening: Evening) -> None:
    evening.admin.slash("tournament create", name="Winter Open", scheduled_events=True)
    players = {"player1": evening.alice.user_id, "player2": evening.bob.user_id}
    match = evening.schedule(when="in 3 hours", title="Final", **players)
    evening.eventually(evening.events)
    (event,) = evening.events()
    assert event["name"] == "WINTER-OPEN - Final"

    evening.admin.slash("match edit", match=match, when="in 5 hours")
    evening.eventually(lambda: evening.events()[0]["scheduled_start_time"] > event["scheduled_start_time"])

    evening.discord.advance(timedelta(hours=4, minutes=31).total_seconds())
    for _ in range(2):
        evening.stack.invoke("timeouts", evening.now)
    evening.eventually(lambda: evening.told() == [["scheduled", "moved", "reminder"]] * 2)

    evening.admin.slash("match cancel", match=match)
    evening.eventually(lambda: evening.events() == [])
    evening.eventually(lambda: evening.told() == [["scheduled", "moved", "reminder", "cancelled"]] * 2)
    assert evening.discord.problems() == []


def test_a_match_finds_its_crew_and_comes_to_its_end(evening: Evening) -> None:
    carol, needs = evening.join("carol"), evening.discord.create_channel(evening.guild, "crew")["id"]
    evening.admin.slash("config server", crew_channel=needs)
    evening.admin.slash("tournament create", name="Winter Open", scheduled_events=True)
    players = {"player1": evening.alice.user_id, "player2": evening.bob.user_id}
    match = evening.schedule(when="in 3 hours", title="Final", **players)
    evening.eventually(lambda: "2 commentators" in evening.said_in(needs))

    carol.slash("match show", match=match)
    carol.click("Commentate")
    evening.admin.slash("match crew", match=match)
    evening.admin.click("Approve")
    evening.eventually(lambda: "1 commentator" in evening.said_in(needs))
    evening.eventually(lambda: evening.discord.dms(carol.user_id))

    evening.admin.slash("match show", match=match)
    evening.admin.click("Check in")
    evening.admin.click("Start")
    evening.eventually(lambda: evening.events()[0]["status"] == ACTIVE)
    evening.admin.click("Finish")
    evening.eventually(lambda: all(each["status"] == COMPLETED for each in evening.events()))
    evening.admin.slash("match result", match=match, winner=evening.alice.user_id, time="1:23:45")
    assert "confirmed" in evening.admin.click("Confirm").said
    assert evening.discord.problems() == []


def test_the_hourly_pass_makes_what_was_refused(evening: Evening) -> None:
    evening.discord.set_bot_permissions(evening.guild, "VIEW_CHANNEL SEND_MESSAGES EMBED_LINKS")
    evening.admin.slash("tournament create", name="Winter Open", scheduled_events=True)
    evening.schedule(when="in 3 hours", title="Final")
    check = evening.admin.slash("config check").wait(PATIENCE)
    assert "Create Events" in check.said

    evening.discord.set_bot_permissions(evening.guild, PERMISSIONS)
    evening.stack.invoke("sync_events", evening.now)
    evening.eventually(evening.events)
    assert evening.discord.problems() == []


def test_a_task_runs_on_demand_and_reports(evening: Evening) -> None:
    evening.admin.slash("tournament create", name="Lantern Open", speedgaming="lantern-open", scheduled_events=True)
    told = evening.admin.slash("config tasks", task="speedgaming_import", action="run").wait(PATIENCE)
    assert "imported" in told.said
    assert evening.admin.autocomplete("match show", "match", "lantern-open").choices
    placeholder = evening.admin.autocomplete("config player", "placeholder", "").choices[0]
    evening.admin.slash("config player", placeholder=placeholder["value"], user=evening.bob.user_id)
    evening.eventually(lambda: evening.discord.dms(evening.bob.user_id))
    assert evening.discord.problems() == []


def test_a_server_is_welcomed_before_anybody_types_a_command(evening: Evening) -> None:
    evening.admin.target = evening.stack.described["events_url"]
    assert evening.admin.authorized(evening.guild)["status"] == 204
