"""Every command, button and suggestion once, with good options, with hostile ones, and with none that fit."""

from typing import Any

from paddock import catalog
from tests.crash.story import Story

HOSTILE = "@everyone **`<@1>`** \u202e\u200b" + "é🏁" * 20


def tour(story: Story) -> None:
    """The people of the story use all that there is."""
    _set_up(story)
    _matches(story)
    _look(story)
    _refused(story)
    _type(story)
    _take_down(story)
    story.world.drain()


def _set_up(story: Story) -> None:
    admin = story.admin
    news = story.world.discord.create_channel(story.server.id, "news")["id"]
    admin.authorized(story.server.id, path="/events")
    admin.slash("config server", timezone="Europe/Berlin", announcements=news, event_minutes=90, reminder_minutes=20)
    story.create_tournament()
    admin.slash("tournament create", name=HOSTILE, description=HOSTILE, event_filter="streamed", event_minutes=15)
    admin.slash("tournament edit", tournament="winter-open", description="The best", event_days=30)


def _matches(story: Story) -> None:
    for number in range(12):
        story.admin.slash(
            "match create",
            tournament="winter-open",
            when=f"2037-11-2{4 + number // 6} 1{number % 6}:00",
            title=f"{number} {HOSTILE}"[:100] if number % 2 else None,
            player1=story.alice.user_id,
            player2=story.bob.user_id,
            stream="speedgaming" if number % 3 else None,
            comment=HOSTILE,
        )
    story.world.drain()
    (first, *_) = story._matches()
    story.admin.slash("match edit", match=first["id"], when="in 25 minutes", stream="none", comment="none")
    story.admin.slash("match show", match=first["id"])
    story.world.discord.close_dms(story.bob.user_id)
    story.world.drain()
    story.world.pass_time(minutes=10)
    story.world.sync()


def _look(story: Story) -> None:
    commands = ("help", "ping", "match list", "me matches", "tournament list", "config show", "config check")
    for command in (*commands, "config tasks", "config audit"):
        story.admin.slash(command)
        story.world.drain()
    story.admin.slash("match list", days=30, tournament="winter-open")
    story.admin.click("Later")
    story.admin.slash("tournament show", tournament="winter-open")
    story.admin.slash("tournament sync", tournament="winter-open")
    for action in ("run", "disable", "enable", "status"):
        story.admin.slash("config tasks", task="discord_events_sync", action=action)
        story.world.drain()
    story.admin.click("Run now")
    story.alice.slash("me timezone", timezone="America/New_York")
    story.alice.slash("me matches")


def _refused(story: Story) -> None:
    """What the rules say no to, and what is somebody else's."""
    story.alice.slash("config show")
    story.admin.slash("match show", match="999")
    story.admin.slash("tournament show", tournament="nowhere")
    story.admin.slash("me timezone", timezone="Middle Earth")
    for when in ("31 feb", "yesterday", "2038-03-28 02:30", HOSTILE):
        story.admin.slash("match create", tournament="winter-open", when=when)
    story.admin.slash("match create", tournament="winter-open", when="in 3 hours", player1=story.alice.user_id)


def _type(story: Story) -> None:
    """Each option that suggests something, at each letter."""
    for route in catalog.ROUTES:
        for field in route.suggest:
            option = route.ask.model_fields[field].alias or field
            for text in ("", "w", "fri", "2037-12-01 19:00", HOSTILE):
                story.admin.autocomplete(str(route.ask.path), option, text, _others(route.ask.path, option))


def _others(path: Any, option: str) -> dict[str, Any]:
    """The options before the one that is being typed."""
    return {"tournament": "winter-open"} if path == "match create" and option == "when" else {}


def _take_down(story: Story) -> None:
    story.admin.slash("tournament delete", tournament="winter-open")
    for match in story._matches():
        story.admin.slash("match cancel", match=match["id"])
    story.admin.slash("match cancel", match=match["id"])
    story.world.drain()
    story.admin.slash("tournament delete", tournament="winter-open")
    story.admin.click("Keep")
    story.admin.slash("tournament delete", tournament="winter-open")
    story.admin.click("Delete")
