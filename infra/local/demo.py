"""Furnishes a fresh simulated Discord as its admin would: through the bot's own commands."""

import logging
from pathlib import Path
from typing import Any

import httpx

from infra.local import feed_samples
from infra.local.discord.seed import ADMIN, PLAYERS

STAFF, SCHEDULE = "staff", "race-schedule"
PATIENCE = 30.0
MATCHES = (
    ("in 45 minutes", "Opening race", (0, 1), "paddockdemo"),
    ("in 26 hours", None, (2, 3), None),
    ("in 3 days", "Semifinal", (4, 5), None),
)
"""When, title, which players, stream."""

log = logging.getLogger(__name__)


class Admin:
    """The demo server's admin, at the page."""

    def __init__(self, page_url: str) -> None:
        self._http = httpx.Client(base_url=f"{page_url.rstrip('/')}/sim", timeout=PATIENCE)

    def run(self, command: str, channel: str = STAFF, **options: Any) -> None:
        told = self._post("command", {"command": command, "options": options}, channel)
        if told["problem"]:
            log.warning("The demo's /%s was not answered: %s", command, told["problem"])

    def suggested(self, command: str, option: str, text: str) -> str:
        asked = {"command": command, "options": {}, "focused": option, "value": text}
        choices: list[dict[str, str]] = self._post("autocomplete", asked, STAFF)["choices"]
        return choices[0]["value"]

    def ids(self) -> dict[str, str]:
        """Of people, and of the demo server's channels and roles, by name."""
        seen = self._http.get("/state", params={"as": ADMIN}).raise_for_status().json()
        server = seen["servers"][0]
        return {
            each.get("name") or each["username"]: each["id"]
            for each in (*seen["people"], *server["channels"], *server["roles"])
        }

    def _post(self, what: str, asked: dict[str, Any], channel: str) -> dict[str, Any]:
        body = {"as": ADMIN, "channel": channel, **asked}
        told: dict[str, Any] = self._http.post(f"/{what}", json=body).raise_for_status().json()
        return told


def furnish(page_url: str, folder: Path) -> None:
    """Once for a state folder; whoever has cleared it all away is left in peace."""
    done = folder / "furnished"
    if done.exists():
        return
    admin = Admin(page_url)
    ids = admin.ids()
    admin.run("config server", announcements=ids["announcements"], organizer_role=ids["Organizer"])
    admin.run("tournament create", name="Paddock Cup", description="Try me: /match create", scheduled_events=True)
    admin.run("tournament create", name="Lantern Open", speedgaming=feed_samples.OPEN, scheduled_events=True)
    cup = admin.suggested("match create", "tournament", "paddock")
    for when, title, players, stream in MATCHES:
        named = {f"player{place}": ids[PLAYERS[player]] for place, player in enumerate(players, 1)}
        admin.run("match create", SCHEDULE, tournament=cup, when=when, title=title, stream=stream, **named)
    admin.run("config tasks", task="speedgaming_import", action="run")
    done.touch()
