"""The simulated feed's page, where episodes are added, edited, removed and brought back, and the feed is broken."""

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from infra.local.feed_form import Form, filled_in
from infra.local.feed_numbers import CREW, Directory, listed
from infra.local.feed_pages import TEMPLATES, Pages
from infra.local.feed_samples import EVENTS, OPEN, Json
from infra.local.feed_state import Break, FeedState, How

SLOW_SECONDS = 30.0


class FeedPage:
    def __init__(self, state: FeedState, discord_url: str) -> None:
        self._state = state
        self._pages = Pages(state, discord_url)

    def routes(self) -> list[Route | Mount]:
        return [
            Route("/", self.schedule),
            Route("/episodes/new", self.new),
            Route("/episodes/new", self.add, methods=["POST"]),
            Route("/episodes/{id:int}", self.episode),
            Route("/episodes/{id:int}", self.save, methods=["POST"]),
            Route("/episodes/{id:int}/raw", self.save_raw, methods=["POST"]),
            Route("/episodes/{id:int}/remove", self.remove, methods=["POST"]),
            Route("/episodes/{id:int}/back", self.bring_back, methods=["POST"]),
            Route("/episodes/{id:int}/approve", self.approve, methods=["POST"]),
            Route("/break", self.break_it, methods=["POST"]),
            Route("/mend", self.mend, methods=["POST"]),
            Route("/reset", self.reset, methods=["POST"]),
            Mount("/static", StaticFiles(directory=TEMPLATES / "static")),
        ]

    async def schedule(self, request: Request) -> Response:
        return self._pages.schedule(request.query_params.get("told", ""), str(request.base_url))

    async def new(self, request: Request) -> Response:
        number, event = self._state.next_number(), request.query_params.get("event", OPEN)
        return self._pages.form(number, self._state.blank(number, event if event in EVENTS else OPEN), is_new=True)

    async def add(self, request: Request) -> Response:
        number = self._state.next_number()
        self._state.replace(number, await self._filled_in(request, self._state.blank(number)))
        return _done("added", number)

    async def episode(self, request: Request) -> Response:
        number = request.path_params["id"]
        told = self._state.episodes.get(number)
        return self._pages.form(number, told) if told is not None else self._pages.unknown()

    async def save(self, request: Request) -> Response:
        number = request.path_params["id"]
        old = self._state.episodes.get(number)
        if old is None:
            return self._pages.unknown()
        self._state.replace(number, await self._filled_in(request, old))
        return _done("saved", number)

    async def save_raw(self, request: Request) -> Response:
        number, raw = request.path_params["id"], (await _form(request)).get("raw", "")
        old = self._state.episodes.get(number)
        if old is None:
            return self._pages.unknown()
        try:
            told = json.loads(raw)
        except ValueError as error:
            return self._pages.form(number, old, raw=raw, problem=f"That is not JSON: {error}.")
        if not isinstance(told, dict):
            return self._pages.form(number, old, raw=raw, problem="An episode is a JSON object, in braces.")
        self._state.replace(number, told)
        return _done("saved", number)

    async def remove(self, request: Request) -> Response:
        return _done("removed") if self._state.remove(request.path_params["id"]) else self._pages.unknown()

    async def bring_back(self, request: Request) -> Response:
        number = request.path_params["id"]
        return _done("back", number) if self._state.bring_back(number) else self._pages.unknown()

    async def approve(self, request: Request) -> Response:
        """Or takes the approval back, as the true feed's flips to and fro."""
        number, form = request.path_params["id"], await _form(request)
        told, role, place = self._state.episodes.get(number), form.get("role", ""), form.get("place", "")
        crew = listed(told, role) if told is not None and role in CREW else []
        if told is None or not (place.isdecimal() and int(place) < len(crew)):
            return self._pages.unknown()
        turned = {**crew[int(place)], "approved": crew[int(place)].get("approved") is not True}
        changed = [turned if index == int(place) else each for index, each in enumerate(crew)]
        self._state.replace(number, {**told, role: changed})
        return _done("approved", number)

    async def break_it(self, request: Request) -> Response:
        form = await _form(request)
        how, times = form.get("how", ""), form.get("times", "")
        if how not in {str(each) for each in How}:
            return self._pages.unknown()
        self._state.broken = Break(How(how), max(1, int(times)) if times.isdecimal() else None, SLOW_SECONDS)
        return _done("broken")

    async def mend(self, _request: Request) -> Response:
        self._state.broken = None
        return _done("mended")

    async def reset(self, _request: Request) -> Response:
        self._state.reset()
        return _done("reset")

    async def _filled_in(self, request: Request, old: Json) -> Json:
        every = (*self._state.episodes.values(), *self._state.removed.values())
        return filled_in(Form(await _form(request)), old, Directory.of(every))


def _done(told: str, number: int | None = None) -> Response:
    """Back to the schedule, which a reload then does not change again."""
    place = f"#e{number}" if number is not None else ""
    return RedirectResponse(f"/?told={told}{place}", status_code=303)


async def _form(request: Request) -> Mapping[str, str]:
    body = (await request.body()).decode("utf-8", "replace")
    return dict(parse_qsl(body, keep_blank_values=True))
