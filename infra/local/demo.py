"""Furnishes a fresh simulated Discord as its people would: through the bot's own commands and buttons."""

import logging
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from infra.local import feed_samples
from infra.local.discord.seed import ADMIN, CASTER, DEMO, PLAYERS

STAFF, SCHEDULE, QUALIFIER = "staff", "race-schedule", "qualifier"
PATIENCE = 30.0
TRIES = 5


@dataclass(frozen=True)
class DemoMatch:
    when: str
    players: tuple[str, str]
    title: str | None = None
    stream: str | None = None
    sign_ups: tuple[tuple[str, str], ...] = ()
    """Who presses which button; an organizer's approval is left to whoever tries the demo."""


MATCHES = (
    DemoMatch("in 3 days", PLAYERS[4:6], title="Semifinal"),
    DemoMatch("in 26 hours", PLAYERS[2:4], sign_ups=((PLAYERS[0], "Restream"),)),
    DemoMatch(
        "in 45 minutes",
        PLAYERS[0:2],
        title="Opening race",
        stream="paddockdemo",
        sign_ups=((CASTER, "Commentate"), (PLAYERS[4], "Commentate"), (PLAYERS[5], "Track")),
    ),
)

POOLS = {"Open": ("sunrise", "harbour", "orchard"), "Standard": ("lantern", "meadow", "copper")}
"""Of the qualifier, with their seeds."""
LIVE_SEED = "evening"
"""Kept for a live race, in the first pool."""

log = logging.getLogger(__name__)


class Visitor:
    """Somebody at the page, in the demo server."""

    def __init__(self, page_url: str, name: str) -> None:
        self._http = httpx.Client(base_url=f"{page_url.rstrip('/')}/sim", timeout=PATIENCE)
        self._name = name

    def run(self, command: str, where: str = STAFF, /, **options: Any) -> str:
        """The id of the answer, if there was one."""
        told = self._post("command", {"command": command, "options": options}, where)
        self._complain(f"/{command}", told)
        return told["message"]["id"] if told["message"] else ""

    def wake(self) -> None:
        """The functions' first starts may take longer than Discord waits; a question can be asked again."""
        for _ in range(TRIES):
            if not self._post("command", {"command": "config show"}, STAFF)["problem"]:
                return

    def press(self, message: str, button: str, channel: str) -> None:
        self._complain(button, self._post("click", {"message": message, "button": button}, channel))

    def suggested(self, command: str, option: str, text: str) -> str:
        asked = {"command": command, "options": {}, "focused": option, "value": text}
        choices: list[dict[str, str]] = self._post("autocomplete", asked, STAFF)["choices"]
        return choices[0]["value"]

    def ids(self) -> dict[str, str]:
        """Of people, and of the demo server's channels and roles, by name."""
        seen = self._http.get("/state", params={"as": self._name}).raise_for_status().json()
        server = next(each for each in seen["servers"] if each["name"] == DEMO)
        return {
            each.get("name") or each["username"]: each["id"]
            for each in (*seen["people"], *server["channels"], *server["roles"])
        }

    def _post(self, what: str, asked: dict[str, Any], channel: str) -> dict[str, Any]:
        body = {"as": self._name, "channel": channel, **asked}
        told: dict[str, Any] = self._http.post(f"/{what}", json=body).raise_for_status().json()
        return told

    def _complain(self, what: str, told: dict[str, Any]) -> None:
        if told["problem"]:
            log.warning("The demo's %s was not answered: %s", what, told["problem"])


def furnish(page_url: str, folder: Path) -> None:
    """Once for a state folder; whoever has cleared it all away is left in peace."""
    done = folder / "furnished"
    if done.exists():
        return
    admin = Visitor(page_url, ADMIN)
    admin.wake()
    ids = admin.ids()
    places = {"announcements": ids["announcements"], "crew_channel": ids["crew"]}
    admin.run("config server", organizer_role=ids["Organizer"], **places)
    admin.run("tournament create", name="Paddock Cup", description="Try me: /match create", scheduled_events=True)
    admin.run("tournament create", name="Lantern Open", speedgaming=feed_samples.OPEN, scheduled_events=True)
    cup = admin.suggested("match create", "tournament", "paddock")
    for match in MATCHES:
        players = {f"player{place}": ids[name] for place, name in enumerate(match.players, 1)}
        about = {"when": match.when, "title": match.title, "stream": match.stream}
        card = admin.run("match create", SCHEDULE, tournament=cup, **about, **players)
        for name, button in match.sign_ups:
            Visitor(page_url, name).press(card, button, SCHEDULE)
    _qualify(admin, ids[QUALIFIER])
    admin.run("config tasks", task="speedgaming_import", action="run")
    done.touch()


def _qualify(admin: Visitor, channel: str) -> None:
    about = "Try me: press the button below, and race whenever you like."
    admin.run("async create", name="Paddock Qualifier", channel=channel, description=about, reattempts=1)
    async_ = {"async": admin.suggested("async pool", "async", "paddock")}
    for pool, seeds in POOLS.items():
        admin.run("async pool", name=pool, **async_)
        for seed in seeds:
            admin.run("async permalink", pool=pool, url=_seed(seed), **async_)
    admin.run("async permalink", pool=next(iter(POOLS)), url=_seed(LIVE_SEED), live=True, **async_)
    admin.run("async post", **async_)


def _seed(name: str) -> str:
    return f"https://example.org/seeds/{name}"
