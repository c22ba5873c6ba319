"""The endpoints under /sim, which the page uses and scripts may: look, act, push the clock, break things on purpose."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from pydantic import ValidationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from infra.local.discord.bot import Bot
from infra.local.discord.faults import Failure
from infra.local.discord.messages import post
from infra.local.discord.model import Channel, InteractionState, Json, Message, ReadMark, User
from infra.local.discord.people import offers
from infra.local.discord.people.acts import Outcome, Person
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.permissions import Permission
from infra.local.discord.rest.door import Door
from infra.local.discord.seed import add_bot, add_channel, make_guild
from infra.local.discord.sim import lookup, requests, state
from infra.local.discord.sim.clock import ClockPush
from infra.local.discord.world import World

A = TypeVar("A", bound=requests.Asked)
HEARTBEAT = 15.0
MENU = {"user": offers.USER, "message": offers.MESSAGE}


class SimApi:
    def __init__(self, world: World, bot: Bot, door: Door, push: ClockPush) -> None:
        self._world = world
        self._bot = bot
        self._door = door
        self._push = push

    def routes(self) -> list[Route]:
        looks = {
            "state": self.see,
            "commands": self.commands,
            "events": self.events,
            "dms": self.dms,
            "problems": self.problems,
        }
        return [
            *(Route(f"/sim/{name}", look, methods=["GET"]) for name, look in looks.items()),
            Route("/sim/stream", self.stream, methods=["GET"]),
            Route("/sim/problems", self.clear_problems, methods=["DELETE"]),
            self._act("command", requests.RunCommand, self.run),
            self._act("menu", requests.MenuCommand, self.run_on),
            self._act("autocomplete", requests.Suggest, self.suggest),
            self._act("click", requests.Click, self.click),
            self._act("select", requests.Select, self.select),
            self._act("modal", requests.Submit, self.submit),
            self._act("say", requests.Say, self.say),
            self._act("read", requests.MarkRead, self.mark_read),
            self._act("dismiss", requests.Dismiss, self.dismiss),
            self._act("clock", requests.PushClock, self.push_clock),
            self._act("interested", requests.Interested, self.interested),
            self._act("events/delete", requests.DeleteEvent, self.delete_event),
            self._act("servers", requests.NewServer, self.new_server),
            self._act("servers/bot", requests.BotInServer, self.bot_in_server),
            self._act("settings/dms", requests.CloseDms, self.close_dms),
            self._act("settings/permission", requests.BotPermission, self.bot_permission),
            self._act("settings/fail", requests.Fail, self.fail),
            self._act("settings/rate-limits", requests.RateLimiting, self.rate_limits),
        ]

    def _act(self, name: str, kind: type[A], act: Callable[[A], Awaitable[Json]]) -> Route:
        async def serve(request: Request) -> Response:
            try:
                return JSONResponse(await act(kind.model_validate_json(await request.body())))
            except ValidationError as error:
                return JSONResponse({"error": str(error)}, 422)
            except ClientRefused as refused:
                return JSONResponse({"error": str(refused)}, 409)

        return Route(f"/sim/{name}", serve, methods=["POST"])

    # Looking

    async def see(self, request: Request) -> Response:
        """Everything that a person sees; `channel` is the one that is open."""
        try:
            me = lookup.user(self._world, request.query_params.get("as", "ada-admin"))
            wanted = request.query_params.get("channel")
            place = lookup.channel(self._world, me, wanted) if wanted else None
        except ClientRefused as refused:
            return JSONResponse({"error": str(refused)}, 404)
        world, progress = self._world, self._push.progress
        return JSONResponse(
            {
                "version": world.changes.version,
                "ready": self._bot.is_connected,
                "now": world.now().isoformat(),
                "offset": world.clock.offset.total_seconds(),
                "push": {"done": progress.done, "total": progress.total} if progress else None,
                "bot": world.bot_id,
                "me": me.id,
                "people": state.people(world),
                "servers": [state.server(world, each, me) for each in world.guilds if me.id in each.members],
                "dms": [state.dm(world, each, me) for each in state.dms_of(world, me)],
                "channel": state.channel(world, place, me) if place and world.sees(me.id, place) else None,
                "names": state.names(world),
                "problems": [problem.level for problem in world.problems],
            }
        )

    async def stream(self, request: Request) -> Response:
        """Server-sent events: the version, whenever something changed."""

        async def versions() -> AsyncIterator[str]:
            with self._world.changes.watch() as changed:
                while True:
                    yield f"data: {self._world.changes.version}\n\n"
                    try:
                        await asyncio.wait_for(changed.wait(), HEARTBEAT)
                    except TimeoutError:
                        yield ": still here\n\n"
                    changed.clear()

        return StreamingResponse(versions(), media_type="text/event-stream", headers={"Cache-Control": "no-store"})

    async def commands(self, request: Request) -> Response:
        try:
            me, place = self._where(request.query_params.get("as", ""), request.query_params.get("channel", ""))
        except ClientRefused as refused:
            return JSONResponse({"error": str(refused)}, 404)
        found = offers.offered(self._world, me.id, place)
        chat = [each for command in found if command.type == offers.CHAT for each in offers.runnable(command)]
        menus = [{"name": each.name, "type": each.type} for each in found if each.type != offers.CHAT]
        return JSONResponse({"commands": sorted(chat, key=lambda each: each["path"]), "menus": menus})

    async def events(self, request: Request) -> Response:
        guild = lookup.guild(self._world, request.query_params.get("guild", ""))
        return JSONResponse(state.events(self._world, guild))

    async def dms(self, request: Request) -> Response:
        me = lookup.user(self._world, request.query_params["as"])
        return JSONResponse(
            [
                state.dm(self._world, each, me) | {"messages": state.messages(self._world, each, me)}
                for each in state.dms_of(self._world, me)
            ]
        )

    async def problems(self, request: Request) -> Response:
        return JSONResponse([problem.body() for problem in self._world.problems])

    async def clear_problems(self, request: Request) -> Response:
        self._world.problems.clear()
        self._world.commit()
        return JSONResponse({})

    # Acting

    async def run(self, asked: requests.RunCommand) -> Json:
        return self._told(await self._person(asked).run(asked.command, asked.options))

    async def run_on(self, asked: requests.MenuCommand) -> Json:
        return self._told(await self._person(asked).run_on(MENU[asked.kind], asked.command, asked.target))

    async def suggest(self, asked: requests.Suggest) -> Json:
        return self._told(
            await self._person(asked).suggest(asked.command, asked.options, asked.focused, asked.value)
        )

    async def click(self, asked: requests.Click) -> Json:
        return self._told(await self._person(asked).click(asked.message, asked.button))

    async def select(self, asked: requests.Select) -> Json:
        return self._told(await self._person(asked).select(asked.message, asked.select, asked.values))

    async def submit(self, asked: requests.Submit) -> Json:
        return self._told(await self._person(asked).submit(asked.interaction, asked.values))

    async def say(self, asked: requests.Say) -> Json:
        me, place = self._where(asked.by, asked.channel)
        speak = Permission.SEND_MESSAGES_IN_THREADS if place.thread else Permission.SEND_MESSAGES
        if place.guild_id and not self._world.may(me.id, speak, place):
            raise ClientRefused(f"{me.username} may not write here")
        said = Message(
            id=self._world.ids.next(),
            channel_id=place.id,
            author_id=me.id,
            sent_at=self._world.now(),
            content=asked.content,
        )
        post(self._world, place, said)
        self._world.commit()
        return {"message": said.id}

    async def mark_read(self, asked: requests.MarkRead) -> Json:
        me, place = self._where(asked.by, asked.channel)
        if place.last_message_id:
            self._world.reads.put(ReadMark(id=f"{me.id}:{place.id}", message_id=place.last_message_id))
            self._world.commit()
        return {}

    async def dismiss(self, asked: requests.Dismiss) -> Json:
        me, place = self._where(asked.by, asked.channel)
        message = self._world.messages.find(asked.message)
        if message is None or message.only_for != me.id or message.channel_id != place.id:
            raise ClientRefused("only one's own private messages can be dismissed")
        message.dismissed = True
        self._world.messages.put(message)
        self._world.commit()
        return {}

    async def push_clock(self, asked: requests.PushClock) -> Json:
        await self._push.by(timedelta(seconds=asked.seconds))
        return {"now": self._world.now().isoformat()}

    async def interested(self, asked: requests.Interested) -> Json:
        me, event = lookup.user(self._world, asked.by), self._world.events.find(asked.event)
        if event is None:
            raise ClientRefused("there is no such event")
        others = [id for id in event.interested if id != me.id]
        event.interested = [*others, me.id] if asked.interested else others
        self._world.events.put(event)
        self._world.commit()
        return {}

    async def delete_event(self, asked: requests.DeleteEvent) -> Json:
        self._world.events.drop(asked.event)
        self._world.commit()
        return {}

    # Settings

    async def new_server(self, asked: requests.NewServer) -> Json:
        guild = make_guild(self._world, asked.name, lookup.user(self._world, asked.owner))
        for user in self._world.users:
            if not user.bot and user.id not in guild.members:
                self._world.add_member(guild, user.id)
        channel = add_channel(self._world, guild, "general")
        add_bot(self._world, guild)
        self._world.commit()
        return {"guild": guild.id, "channel": channel.id}

    async def bot_in_server(self, asked: requests.BotInServer) -> Json:
        guild = lookup.guild(self._world, asked.guild)
        if asked.present and self._world.bot_id not in guild.members:
            add_bot(self._world, guild)
        elif not asked.present:
            guild.members.pop(self._world.bot_id, None)
            guild.roles = {id: role for id, role in guild.roles.items() if role.bot_id is None}
            self._world.guilds.put(guild)
        self._world.commit()
        return {}

    async def close_dms(self, asked: requests.CloseDms) -> Json:
        user = lookup.user(self._world, asked.user)
        user.dms_closed = asked.closed
        self._world.users.put(user)
        self._world.commit()
        return {}

    async def bot_permission(self, asked: requests.BotPermission) -> Json:
        guild = lookup.guild(self._world, asked.guild)
        if asked.permission not in Permission.__members__:
            raise ClientRefused(f"there is no permission {asked.permission}")
        bit = Permission[asked.permission]
        # What everybody may do, the bot may do too: it is taken from both.
        for role in guild.roles.values():
            if role.bot_id or (role.id == guild.id and not asked.granted):
                role.permissions = role.permissions | bit if asked.granted else role.permissions & ~bit
        self._world.guilds.put(guild)
        self._world.commit()
        return {}

    async def fail(self, asked: requests.Fail) -> Json:
        self._door.failures.order(Failure(**asked.model_dump()))
        return {}

    async def rate_limits(self, asked: requests.RateLimiting) -> Json:
        self._door.limits.enabled = asked.enabled
        return {}

    def _where(self, by: str, channel: str) -> tuple[User, Channel]:
        me = lookup.user(self._world, by)
        place = lookup.channel(self._world, me, channel)
        if not self._world.sees(me.id, place):
            raise ClientRefused(f"{me.username} does not see this channel")
        return me, place

    def _person(self, asked: requests.InChannel) -> Person:
        return Person(self._world, self._bot, *self._where(asked.by, asked.channel))

    def _told(self, outcome: Outcome) -> Json:
        interaction = outcome.interaction
        message = self._world.messages.find(interaction.original_id)
        me = self._world.users[interaction.user_id]
        told: dict[str, Any] = {
            "interaction": interaction.id,
            "answered": interaction.state == InteractionState.ANSWERED,
            "type": interaction.answer_type,
            "problem": outcome.problem,
            "details": outcome.details,
            "choices": interaction.choices,
            "modal": interaction.modal,
            "message": state.message(self._world, message, me) if message else None,
        }
        return told
