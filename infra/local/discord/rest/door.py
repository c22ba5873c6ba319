"""Takes every request to /api: who asks, how often, and what; answers as Discord does and notes what was wrong."""

import inspect
import re
from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from infra.local.discord.errors import DiscordError, NotSimulated, unauthorized
from infra.local.discord.faults import Failures
from infra.local.discord.rate_limits import RateLimits
from infra.local.discord.rest.call import Call, Endpoint, Reply, render
from infra.local.discord.world import World

USER_AGENT = re.compile(r"DiscordBot \(\S+, \S[^)]*\)")
MOST_BYTES = 25 * 1024 * 1024
NEVER_RIGHT = {0, 40060, 40333, 50006, 50035, 50109, 50014}
"""Codes that a right bot does not meet, whatever state the world is in."""


class Door:
    def __init__(self, world: World, token: str, check_url: Callable[[str, int], Awaitable[str]]) -> None:
        self.limits = RateLimits()
        self.failures = Failures()
        self._world = world
        self._token = token
        self._check_url = check_url

    def route(self, endpoint: Endpoint) -> Route:
        async def serve(request: Request) -> Response:
            return await self._serve(endpoint, request)

        return Route(f"/api/v10{endpoint.path}", serve, methods=[endpoint.method])

    async def unknown(self, request: Request) -> Response:
        name = f"{request.method} {request.url.path}"
        self._world.problems.error(self._world.now(), f"{name} -> 501", "the simulated Discord does not have this")
        self._world.commit()
        return _json({"message": f"The simulated Discord does not have {name}", "code": 0}, 501)

    async def _serve(self, endpoint: Endpoint, request: Request) -> Response:
        name = f"{request.method} {request.url.path.removeprefix('/api/v10')}"
        try:
            self._check_sender(endpoint, request)
            if failure := self.failures.take(endpoint.route):
                self._warn(f"{name} -> {failure.status}", "made to fail")
                headers, body = failure.answer()
                return _json(body, failure.status, headers)
            top = endpoint.top(request.path_params)
            verdict = self.limits.take(endpoint.route, top, counts_globally=not endpoint.open_to_all)
            if verdict.refusal:
                self._warn(f"{name} -> 429", "too many requests")
                return _json(verdict.refusal, 429, verdict.headers)
            reply = await self._handle(endpoint, request, name)
            return _json(reply.body, reply.status, verdict.headers)
        except DiscordError as error:
            self._note(name, error)
            return _json(error.body(), error.status)
        except NotSimulated as missing:
            self._world.problems.error(self._world.now(), f"{name} -> 501", f"not simulated: {missing}")
            return _json({"message": f"The simulated Discord does not have {missing}", "code": 0}, 501)
        finally:
            self._world.keep() if request.method == "GET" else self._world.commit()

    async def _handle(self, endpoint: Endpoint, request: Request, name: str) -> Reply:
        self._world.address = str(request.base_url).rstrip("/")
        raw = await request.body()
        if len(raw) > MOST_BYTES:
            raise DiscordError(40005)
        call = Call(
            world=self._world,
            path=request.path_params,
            query=request.query_params,
            content_type=request.headers.get("content-type", ""),
            raw=raw,
            name=name,
            check_url=self._check_url,
        )
        reply = endpoint.handle(call)
        return await reply if inspect.isawaitable(reply) else reply

    def _check_sender(self, endpoint: Endpoint, request: Request) -> None:
        if not USER_AGENT.match(request.headers.get("user-agent", "")):
            raise DiscordError(40333, note="the User-Agent is not of the form DiscordBot (url, version)")
        if not endpoint.open_to_all and request.headers.get("authorization") != f"Bot {self._token}":
            raise unauthorized()

    def _note(self, name: str, error: DiscordError) -> None:
        what = f"{name} -> {error.status} {error.code} {error.message}"
        if error.code in NEVER_RIGHT:
            self._world.problems.error(self._world.now(), what, error.details)
        else:
            self._warn(what, error.details)

    def _warn(self, what: str, details: str) -> None:
        self._world.problems.warning(self._world.now(), what, details)


def _json(body: object, status: int, headers: dict[str, str] | None = None) -> Response:
    content = b"" if status == 204 else render(body)
    return Response(content, status, headers, media_type=None if status == 204 else "application/json")
