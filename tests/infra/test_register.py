"""Telling Discord the commands, over a real connection."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import Receive, Scope, Send

from infra.local.ports import listen, url
from infra.local.servers import serving
from infra.register import NotRegistered, bot_token, register

COMMANDS = [{"name": "ping", "description": "Answers"}, {"name": "help", "description": "Helps"}]


class Registry:
    """Takes commands from one application only, as Discord does."""

    def __init__(self) -> None:
        self.commands: object = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        await (await self._answer(request))(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        if request.headers["authorization"] != "Bot token":
            return JSONResponse({"message": "401: Unauthorized", "code": 0}, 401)
        if (request.method, request.url.path) != ("PUT", "/api/v10/applications/42/commands"):
            return JSONResponse({"message": "404: Not Found", "code": 0}, 404)
        self.commands = json.loads(await request.body())
        return JSONResponse(self.commands)


@contextmanager
def discord(registry: Registry) -> Iterator[str]:
    with listen(0) as listener, serving(registry, listener, "registry"):
        yield f"{url(listener)}/api/v10"


def test_the_commands_overwrite_those_that_were_there() -> None:
    registry = Registry()
    with discord(registry) as api_url:
        assert register(api_url, "42", "token", COMMANDS[:1]) == 1
        assert register(api_url, "42", "token", COMMANDS) == 2
    assert registry.commands == COMMANDS


def test_a_refusal_says_what_discord_says() -> None:
    with discord(Registry()) as api_url, pytest.raises(NotRegistered, match=r"401.*Unauthorized"):
        register(api_url, "42", "wrong", COMMANDS)


def test_a_token_at_hand_is_taken_without_asking_aws() -> None:
    assert bot_token({"DISCORD_BOT_TOKEN": "token"}) == "token"
