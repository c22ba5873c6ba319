"""What /sim tells about the world: the state that a person sees, commands, events, messages, problems."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from infra.local.discord.bot import Bot
from infra.local.discord.model import Json
from infra.local.discord.people import offers
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.sim import lookup, state
from infra.local.discord.sim.clock import ClockPush
from infra.local.discord.world import World

HEARTBEAT = 15.0
Look = Callable[[Request], Awaitable[Json | list[Json]]]


class Looks:
    def __init__(self, world: World, bot: Bot, push: ClockPush) -> None:
        self._world = world
        self._bot = bot
        self._push = push
        self.feed_url = ""
        """Of the simulated feed's page, for those who look for it."""

    def routes(self) -> list[Route]:
        looks: dict[str, Look] = {
            "state": self.see,
            "commands": self.commands,
            "events": self.events,
            "dms": self.dms,
            "problems": self.problems,
        }
        return [
            *(Route(f"/sim/{name}", _served(look), methods=["GET"]) for name, look in looks.items()),
            Route("/sim/problems", _served(self.clear_problems), methods=["DELETE"]),
            Route("/sim/stream", self.stream, methods=["GET"]),
        ]

    async def see(self, request: Request) -> Json:
        """Everything that a person sees; `channel` is the one that is open."""
        world, progress = self._world, self._push.progress
        me = lookup.user(world, request.query_params.get("as", ""))
        wanted = request.query_params.get("channel")
        place = lookup.channel(world, me, wanted) if wanted else None
        world.keep()  # the direct message channel may be new
        return {
            "version": world.changes.version,
            "ready": self._bot.is_connected,
            "now": world.now().isoformat(),
            "offset": world.clock.offset.total_seconds(),
            "push": {"done": progress.done, "total": progress.total} if progress else None,
            "bot": world.bot_id,
            "feed": self.feed_url,
            "me": me.id,
            "people": state.people(world, place),
            "servers": [state.server(world, each, me) for each in world.guilds if me.id in each.members],
            "dms": [state.dm(world, each, me) for each in state.dms_of(world, me)],
            "channel": state.channel(world, place, me) if place and world.sees(me.id, place) else None,
            "names": state.names(world),
            "problems": [problem.level for problem in world.problems],
        }

    async def commands(self, request: Request) -> Json:
        me, place = lookup.where(
            self._world, request.query_params.get("as", ""), request.query_params.get("channel", "")
        )
        found = offers.offered(self._world, me.id, place)
        chat = [each for command in found if command.type == offers.CHAT for each in offers.runnable(command)]
        menus = [{"name": each.name, "type": each.type} for each in found if each.type != offers.CHAT]
        return {"commands": sorted(chat, key=lambda each: str(each["path"])), "menus": menus}

    async def events(self, request: Request) -> list[Json]:
        return state.events(self._world, lookup.guild(self._world, request.query_params.get("guild", "")))

    async def dms(self, request: Request) -> list[Json]:
        me = lookup.user(self._world, request.query_params.get("as", ""))
        mine = state.dms_of(self._world, me)
        return [state.dm(self._world, each, me) | {"messages": state.messages(self._world, each, me)} for each in mine]

    async def problems(self, _: Request) -> list[Json]:
        return [problem.body() for problem in self._world.problems]

    async def clear_problems(self, _: Request) -> Json:
        self._world.problems.clear()
        self._world.commit()
        return {}

    async def stream(self, _: Request) -> Response:
        """Server-sent events: the version, whenever something changed."""

        async def versions() -> AsyncIterator[str]:
            with self._world.changes.watch() as changed:
                yield f"data: {self._world.changes.version}\n\n"
                while not self._world.changes.over:
                    try:
                        await asyncio.wait_for(changed.wait(), HEARTBEAT)
                        changed.clear()
                        yield f"data: {self._world.changes.version}\n\n"
                    except TimeoutError:
                        yield ": still here\n\n"

        return StreamingResponse(versions(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})


def _served(look: Look) -> Callable[[Request], Awaitable[Response]]:
    async def serve(request: Request) -> Response:
        try:
            return JSONResponse(await look(request))
        except ClientRefused as refused:
            return JSONResponse({"error": str(refused)}, 404)

    return serve
