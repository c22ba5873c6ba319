"""A simulated SpeedGaming feed with the true one's shape and manners, and a small API to change and break it."""

import asyncio
import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, ValidationError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Mount, Route

from infra.local import feed_state
from infra.local.feed_page import FeedPage
from infra.local.feed_state import Break, FeedState, How

Answer = Callable[[Request], Awaitable[Response]]


def create_feed(
    now: Callable[[], datetime],
    *,
    people: Mapping[str, str] | None = None,
    folder: Path | None = None,
    discord_url: str = "",
) -> Starlette:
    """`people` (handle to Discord id) play in the samples; with a `folder` the episodes outlive the process.

    `discord_url` is where the page sends people to see what came of a change."""
    state = FeedState(now, people or {}, folder)
    feed = _Feed(state)
    control = [
        Route("/episodes", feed.show_all, methods=["GET"]),
        Route("/episodes/{id:int}", feed.put, methods=["PUT"]),
        Route("/episodes/{id:int}", feed.remove, methods=["DELETE"]),
        Route("/break", feed.break_it, methods=["POST"]),
        Route("/break", feed.mend, methods=["DELETE"]),
        Route("/reset", feed.reset, methods=["POST"]),
        Route("/requests", feed.show_requests, methods=["GET"]),
    ]
    return Starlette(
        routes=[
            *FeedPage(state, discord_url).routes(),
            Route("/api/schedule/", feed.breakable(feed.schedule)),
            Route("/api/episode/", feed.breakable(feed.episode)),
            Mount("/sim", routes=control),
        ]
    )


class _Told(HTMLResponse):
    """JSON, said to be text/html: the true feed does so, its errors included, always with status 200."""

    def __init__(self, body: object) -> None:
        super().__init__(json.dumps(body))


class _ToBreak(BaseModel):
    how: How
    times: Annotated[int, Field(ge=1)] | None = 1
    seconds: float = Field(default=30, ge=0)


class _Feed:
    def __init__(self, state: FeedState) -> None:
        self._state = state

    def breakable(self, answer: Answer) -> Answer:
        async def logged_and_maybe_broken(request: Request) -> Response:
            failure = self._state.next_failure()
            self._log(request, failure)
            if failure is None:
                return await answer(request)
            if failure.how is How.SLOW:
                await asyncio.sleep(failure.seconds)
                return await answer(request)
            return _failed(failure.how)

        return logged_and_maybe_broken

    async def schedule(self, request: Request) -> Response:
        slug = request.query_params.get("event", "")
        if not feed_state.is_event(slug):
            return _error("Failed to find event.")
        try:
            since, until = (_instant(request.query_params.get(name)) for name in ("from", "to"))
        except ValueError:
            return _error("Failed to parse date.")
        return _Told(self._state.listed(slug, since, until))

    async def episode(self, request: Request) -> Response:
        asked = request.query_params.get("id", "")
        told = self._state.episodes.get(int(asked)) if asked.isdecimal() and len(asked) < 20 else None
        return _Told(told) if told is not None else _error(f"Failed to find episode with id {asked}.")

    async def show_all(self, _request: Request) -> Response:
        return JSONResponse(list(self._state.episodes.values()))

    async def put(self, request: Request) -> Response:
        try:
            changes = json.loads(await request.body())
        except ValueError:
            changes = None
        if not isinstance(changes, dict):
            return _refused("Send an object with the keys to change, in the feed's shape.")
        told, is_new = self._state.put(request.path_params["id"], changes)
        return JSONResponse(told, status_code=201 if is_new else 200)

    async def remove(self, request: Request) -> Response:
        if self._state.remove(request.path_params["id"]):
            return Response(status_code=204)
        return JSONResponse({"error": "There is no such episode."}, status_code=404)

    async def break_it(self, request: Request) -> Response:
        try:
            asked = _ToBreak.model_validate_json(await request.body())
        except ValidationError:
            return _refused(
                f'Send {{"how": one of {", ".join(How)}, "times": 1 or more, or null, "seconds": of slowness}}.'
            )
        self._state.broken = Break(asked.how, asked.times, asked.seconds)
        return JSONResponse(asked.model_dump(mode="json"))

    async def mend(self, _request: Request) -> Response:
        self._state.broken = None
        return Response(status_code=204)

    async def reset(self, _request: Request) -> Response:
        self._state.reset()
        return Response(status_code=204)

    async def show_requests(self, _request: Request) -> Response:
        return JSONResponse(self._state.logged())

    def _log(self, request: Request, failure: Break | None) -> None:
        self._state.requests.append(
            feed_state.Request(
                at=self._state.now().isoformat(),
                path=request.url.path,
                query=dict(request.query_params),
                user_agent=request.headers.get("User-Agent", ""),
                broken=failure.how if failure else None,
            )
        )


def _failed(how: How) -> Response:
    match how:
        case How.DOWN:
            return Response("Service Unavailable", status_code=503)
        case How.GARBAGE:
            return HTMLResponse('[{"id": 770101, "title": "Swi')
        case How.ERROR:
            return _error("Something went wrong.")
        case How.OBJECT:
            return _Told({"episodes": []})
        case _:
            return HTMLResponse("<!doctype html><title>Just a moment</title><p>We are checking your browser.</p>")


def _error(words: str) -> Response:
    return _Told({"error": words})


def _refused(words: str) -> Response:
    return JSONResponse({"error": words}, status_code=400)


def _instant(text: str | None) -> datetime | None:
    if not text:
        return None
    read = datetime.fromisoformat(text)
    return read.replace(tzinfo=read.tzinfo or UTC)
