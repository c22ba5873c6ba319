"""A bot to try the page with: `python -m tests.local.discord.toy_bot [port]` serves the page with it behind."""

import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Timer
from typing import Any

import httpx
import uvicorn

from infra.local.discord.app import Credentials, SimulatedDiscord
from tests.local.discord.bot_double import BotDouble, Json

EPHEMERAL, V2 = 64, 1 << 15
GREEN = 0x4FBF8B
NO_PINGS: Json = {"parse": []}


def sub(name: str, description: str, *options: Json) -> Json:
    return {"type": 1, "name": name, "description": description, "options": list(options)}


def option(name: str, description: str, type: int = 3, **more: Any) -> Json:
    return {"type": type, "name": name, "description": description} | more


def command(name: str, description: str, *options: Json, **more: Any) -> Json:
    shape = {"name": name, "description": description, "options": list(options)}
    return shape | {"contexts": [0], "integration_types": [0]} | more


PLAYERS = [option(f"player{n}", "Who races", 6) for n in (1, 2)]
TOURNAMENT = option("tournament", "Which tournament", required=True, autocomplete=True)
WHEN = option("when", "For example: friday 8pm, in 3 hours", required=True, autocomplete=True)
KINDS = [{"name": "Races", "value": "races"}, {"name": "Crew", "value": "crew"}]
COMMANDS = [
    command(
        "match",
        "Matches",
        sub("create", "Schedule a match", TOURNAMENT, WHEN, option("title", "Its name", max_length=100), *PLAYERS),
        sub("list", "The matches ahead", option("days", "How many days", 4, min_value=1, max_value=30)),
    ),
    command(
        "tournament",
        "Tournaments",
        sub("create", "Set up a tournament", option("name", "Its name", required=True), option("events", "Events", 5)),
        sub("list", "All tournaments"),
    ),
    command("report", "Fill in a form"),
    command("async", "Start a run on your own", option("channel", "Where", 7, channel_types=[0])),
    command(
        "config",
        "Settings of this server",
        sub("show", "What is set"),
        sub(
            "server",
            "Change it",
            option("organizer_role", "Who organizes", 8),
            option("kind", "Of what", choices=KINDS),
        ),
        default_member_permissions="32",
    ),
    command("slow", "Take a while"),
    command("silent", "Never answer"),
    command("broken", "Answer against the rules"),
    command("ping", "Is the bot there?", contexts=[0, 1]),
]


def say(content: str, flags: int = 0, **more: Any) -> Json:
    return {"type": 4, "data": {"content": content, "flags": flags, "allowed_mentions": NO_PINGS} | more}


def button(label: str, style: int, **more: Any) -> Json:
    return {"type": 2, "style": style, "label": label, "custom_id": f"toy:{label.lower()}"} | more


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


class ToyBot:
    """Does a little of everything, so that everything can be looked at."""

    def __init__(self, discord: SimulatedDiscord, credentials: Credentials, api: str) -> None:
        self._discord = discord
        self._id = credentials.application_id
        self.rest = httpx.Client(
            base_url=api,
            headers={
                "Authorization": f"Bot {credentials.bot_token}",
                "User-Agent": "DiscordBot (https://example.test, 1.0)",
            },
        )
        self._reminders: list[tuple[datetime, list[str]]] = []

    def register(self) -> None:
        self.rest.put(f"/applications/{self._id}/commands", json=COMMANDS).raise_for_status()

    def fire(self, since: datetime, until: datetime) -> None:
        for due, players in [each for each in self._reminders if since < each[0] <= until]:
            for player in players:
                self._remind(player, due + timedelta(minutes=30))

    def _remind(self, player: str, starts: datetime) -> None:
        channel = self.rest.post("/users/@me/channels", json={"recipient_id": player}).json()["id"]
        text = f"**Your match starts <t:{int(starts.timestamp())}:R>.** Good luck!"
        self.rest.post(f"/channels/{channel}/messages", json={"content": text, "allowed_mentions": NO_PINGS})

    def answer(self, interaction: Json) -> Json:
        if interaction["type"] == 4:
            return self._suggest(interaction)
        if interaction["type"] in (3, 5):
            return self._component(interaction)
        data = interaction["data"]
        inner = data.get("options", [{}])[0]
        path = " ".join([data["name"], inner["name"]] if inner.get("type") == 1 else [data["name"]])
        given = inner.get("options", []) if inner.get("type") == 1 else data.get("options", [])
        return self._command(interaction, path, {each["name"]: each["value"] for each in given})

    def _suggest(self, interaction: Json) -> Json:
        leaf = interaction["data"]["options"][0]["options"]
        focused = next(each for each in leaf if each.get("focused"))
        now = self._discord.now()
        if focused["name"] == "tournament":
            names = ["Spring Cup", "Summer League", "Weekly Sprint"]
            fitting = [name for name in names if focused["value"].lower() in name.lower()]
            return {"type": 8, "data": {"choices": [{"name": name, "value": name} for name in fitting]}}
        times = [now + timedelta(hours=hours) for hours in (1, 3, 24)]
        choices = [{"name": f"{time:%a %d %b %H:%M} UTC", "value": time.isoformat()} for time in times]
        return {"type": 8, "data": {"choices": choices}}

    def _command(self, interaction: Json, path: str, given: Json) -> Json:
        match path:
            case "match create":
                return self._match(interaction, given)
            case "tournament create":
                return say(f"Tournament **{given['name']}** is set up.", EPHEMERAL)
            case "report":
                return {"type": 9, "data": FORM}
            case "slow":
                Timer(1.5, self._finish, [interaction["token"]]).start()
                return {"type": 5, "data": {"flags": EPHEMERAL}}
            case "broken":
                return {"type": 4, "data": {"content": "x" * 2001}}
            case "async":
                return {"type": 4, "data": {"flags": V2, "components": [CARD]}}
            case "config show":
                return say("", EPHEMERAL, embeds=[SETTINGS])
            case _:
                return say(f"`/{path}` with {given or 'nothing'}", EPHEMERAL)

    def _match(self, interaction: Json, given: Json) -> Json:
        starts = datetime.fromisoformat(given["when"])
        players = [given[name] for name in ("player1", "player2") if name in given]
        title = given.get("title", "Match")
        self._reminders.append((starts - timedelta(minutes=30), players))
        moment = int(starts.timestamp())
        self.rest.post(
            f"/guilds/{interaction['guild_id']}/scheduled-events",
            json={
                "name": f"{given['tournament']} - {title}",
                "entity_type": 3,
                "privacy_level": 2,
                "scheduled_start_time": starts.astimezone(UTC).isoformat(),
                "scheduled_end_time": (starts + timedelta(hours=2)).astimezone(UTC).isoformat(),
                "entity_metadata": {"location": "https://twitch.tv/paddock_demo"},
                "description": f"{title} of **{given['tournament']}**, <t:{moment}:F>",
            },
        )
        embed = {
            "title": title,
            "description": f"<t:{moment}:F> (<t:{moment}:R>)",
            "color": GREEN,
            "fields": [
                {
                    "name": "Players",
                    "value": " vs ".join(f"<@{id}>" for id in players) or "to be found",
                    "inline": True,
                },
                {"name": "Tournament", "value": given["tournament"], "inline": True},
                {"name": "Stream", "value": "https://twitch.tv/paddock_demo", "inline": False},
            ],
            "footer": {"text": "match 42"},
        }
        rows = [
            row(button("Check in", 3), button("Start", 1), button("Withdraw", 4), button("Track", 2, disabled=True)),
            row({"type": 3, "custom_id": "toy:crew", "placeholder": "Join the crew", "options": CREW}),
        ]
        return say(f"Scheduled for {given['tournament']}.", embeds=[embed], components=rows)

    def _component(self, interaction: Json) -> Json:
        if interaction["type"] == 5:
            values = [each["component"].get("value") for each in interaction["data"]["components"]]
            return say(f"Got your report: {values}", EPHEMERAL)
        values = interaction["data"].get("values", [])
        return say(f"You pressed `{interaction['data']['custom_id']}` {values}", EPHEMERAL)

    def _finish(self, token: str) -> None:
        self.rest.patch(f"/webhooks/{self._id}/{token}/messages/@original", json={"content": "Done, **finally**."})


CREW = [{"label": "Commentary", "value": "c", "description": "Talk"}, {"label": "Tracking", "value": "t"}]
SETTINGS = {"title": "Paddock Demo", "fields": [{"name": "Zone", "value": "`UTC`", "inline": True}], "color": GREEN}
FORM: Json = {
    "custom_id": "toy:report",
    "title": "Submit VOD & notes",
    "components": [
        {
            "type": 18,
            "label": "Link to the video",
            "description": "It may be unlisted",
            "component": {"type": 4, "custom_id": "vod", "style": 1, "placeholder": "https://", "max_length": 200},
        },
        {"type": 18, "label": "Notes", "component": {"type": 4, "custom_id": "notes", "style": 2, "required": False}},
    ],
}
CARD: Json = {
    "type": 17,
    "accent_color": GREEN,
    "components": [
        {"type": 10, "content": "### Weekly Sprint\nRun it **when you like**, and your clock is fair."},
        {"type": 14},
        {
            "type": 9,
            "components": [{"type": 10, "content": "- one seed\n- two hours"}],
            "accessory": {"type": 2, "style": 1, "label": "Start New Async Run", "custom_id": "toy:async"},
        },
    ],
}


def main() -> None:
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8080
    folder = Path(tempfile.mkdtemp())
    credentials = Credentials.load_or_make(folder)
    discord = SimulatedDiscord(folder, credentials)
    bot = ToyBot(discord, credentials, f"http://127.0.0.1:{port}/api/v10")
    with BotDouble(credentials.public_key, bot.answer) as line:

        def connect() -> None:
            bot.register()
            discord.connect(line.interactions_url, line.events_url, bot.fire)

        Timer(1, connect).start()
        uvicorn.run(discord.app, port=port, log_level="warning", timeout_graceful_shutdown=1)


if __name__ == "__main__":
    main()
