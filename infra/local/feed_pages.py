"""The pages of the simulated feed, rendered: its schedule, and the form of one episode."""

import json
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from infra.local import feed_views
from infra.local.feed_numbers import CREW, MATCHES, listed, players_of
from infra.local.feed_samples import EVENTS, Json
from infra.local.feed_state import FeedState, How

TEMPLATES = Path(__file__).parent / "feed_templates"
ASKED_LAST = 10
TOLD = {
    "added": "The episode was added.",
    "saved": "The episode was saved.",
    "removed": "The episode was removed; the feed now says that there is none with its number.",
    "back": "The episode is back.",
    "approved": "The approval was changed.",
    "broken": "The feed is broken.",
    "mended": "The feed works again.",
    "reset": "The samples are back, from today on.",
}
"""What the schedule says after a deed, by the word in its address."""

HOWS = {
    How.DOWN: "answers 503",
    How.GARBAGE: "JSON that is cut off",
    How.ERROR: "an error object, with status 200",
    How.OBJECT: "an object in place of the list",
    How.SLOW: "answers late",
    How.HTML: "a page in place of JSON",
}


class Pages:
    def __init__(self, state: FeedState, discord_url: str) -> None:
        self._state = state
        self._discord_url = discord_url
        self._templates = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
        )

    def schedule(self, told: str, base: str) -> HTMLResponse:
        return self._shown(
            "schedule.html",
            told=TOLD.get(told),
            events=feed_views.events(self._state),
            strays=feed_views.strays(self._state),
            removed=feed_views.removed(self._state),
            broken=self._state.broken,
            hows=HOWS,
            requests=list(reversed(self._state.requests))[:ASKED_LAST],
            base=base,
        )

    def form(
        self, number: int, told: Json, *, is_new: bool = False, raw: str | None = None, problem: str = ""
    ) -> HTMLResponse:
        """`raw` is what was typed as JSON, and `problem` what is wrong with it."""
        return self._shown(
            "episode.html",
            status=400 if problem else 200,
            number=number,
            is_new=is_new,
            told=told,
            sides={side: told.get(side) if isinstance(told.get(side), dict) else {} for side in MATCHES},
            players={side: players_of(told, side) for side in MATCHES},
            crew={role: listed(told, role) for role in CREW},
            channels=listed(told, "channels"),
            start=feed_views.for_field(feed_views.start_of(told)),
            broadcast=feed_views.broadcast_of(told),
            slug=feed_views.slug_of(told),
            events=EVENTS,
            people=self._state.people,
            raw=raw if raw is not None else json.dumps(told, indent=2, ensure_ascii=False),
            problem=problem,
        )

    def unknown(self) -> HTMLResponse:
        return self._shown("unknown.html", status=404)

    def _shown(self, template: str, *, status: int = 200, **more: object) -> HTMLResponse:
        shared = {"now": self._state.now(), "discord_url": self._discord_url, "roles": feed_views.ROLES}
        return HTMLResponse(self._templates.get_template(template).render(shared | more), status)
