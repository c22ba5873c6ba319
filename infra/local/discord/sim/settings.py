"""What can be set, or broken on purpose, through /sim: servers, the bot's rights, closed DMs, failing requests."""

from starlette.routing import Route

from infra.local.discord.faults import Failure
from infra.local.discord.making import add_bot, add_channel, make_guild
from infra.local.discord.model import Json
from infra.local.discord.people.refused import ClientRefused
from infra.local.discord.permissions import Permission
from infra.local.discord.rest.door import Door
from infra.local.discord.sim import lookup, requests
from infra.local.discord.sim.posts import posted
from infra.local.discord.world import World


class Settings:
    def __init__(self, world: World, door: Door) -> None:
        self._world = world
        self._door = door

    def routes(self) -> list[Route]:
        return [
            posted("servers", requests.NewServer, self.new_server),
            posted("servers/bot", requests.BotInServer, self.bot_in_server),
            posted("events/delete", requests.DeleteEvent, self.delete_event),
            posted("settings/dms", requests.CloseDms, self.close_dms),
            posted("settings/permission", requests.BotPermission, self.bot_permission),
            posted("settings/fail", requests.Fail, self.fail),
            posted("settings/rate-limits", requests.RateLimiting, self.rate_limits),
        ]

    async def new_server(self, asked: requests.NewServer) -> Json:
        """Everybody joins, and the bot is added."""
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

    async def delete_event(self, asked: requests.DeleteEvent) -> Json:
        """By hand, as a moderator of the server could."""
        self._world.events.drop(asked.event)
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
        for role in guild.roles.values():
            if asked.granted and role.bot_id:
                role.permissions |= bit
            # What everybody may do, the bot may do too: to be without it, both must be.
            if not asked.granted and (role.bot_id or role.id == guild.id):
                role.permissions &= ~bit
        self._world.guilds.put(guild)
        self._world.commit()
        return {}

    async def fail(self, asked: requests.Fail) -> Json:
        self._door.failures.order(Failure(**asked.model_dump()))
        return {}

    async def rate_limits(self, asked: requests.RateLimiting) -> Json:
        self._door.limits.enabled = asked.enabled
        return {}
