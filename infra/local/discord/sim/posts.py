"""How a deed asked for under /sim is read, done, and refused."""

from collections.abc import Awaitable, Callable
from typing import TypeVar

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from infra.local.discord.model import Json
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.sim.requests import Asked

A = TypeVar("A", bound=Asked)


def posted(name: str, kind: type[A], do: Callable[[A], Awaitable[Json]]) -> Route:
    async def serve(request: Request) -> Response:
        try:
            return JSONResponse(await do(kind.model_validate_json(await request.body())))
        except ValidationError as error:
            return JSONResponse({"error": str(error)}, 422)
        except ClientRefused as refused:
            return JSONResponse({"error": str(refused)}, 409)

    return Route(f"/sim/{name}", serve, methods=["POST"])
