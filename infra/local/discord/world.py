"""The state of the simulated Discord, and the questions that everything asks of it."""

from collections.abc import Iterator
from datetime import datetime

from infra.local.discord import permissions
from infra.local.discord.changes import Changes
from infra.local.discord.clock import Clock, Snowflakes
from infra.local.discord.credentials import Credentials
from infra.local.discord.model import (
    DM,
    PRIVATE_THREAD,
    THREADS,
    Channel,
    Command,
    Guild,
    Interaction,
    Member,
    Message,
    PendingEvent,
    ReadMark,
    Role,
    Saved,
    ScheduledEvent,
    Thread,
    User,
)
from infra.local.discord.permissions import BOT_IN_DM, Permission
from infra.local.discord.problems import Problems
from infra.local.discord.store import Files, Shelf, Store


class World:
    def __init__(self, store: Store, credentials: Credentials) -> None:
        self._store = store
        self.application_id = credentials.application_id
        self.bot_id = credentials.bot_id
        self.saved = Shelf(store, Saved)
        self.clock = Clock(self.saved)
        self.ids = Snowflakes(self.clock)
        self.users = Shelf(store, User)
        self.guilds = Shelf(store, Guild)
        self.channels = Shelf(store, Channel)
        self.messages = Messages(store)
        self.files = Files(store)
        self.events = Shelf(store, ScheduledEvent)
        self.commands = Shelf(store, Command)
        self.interactions = Shelf(store, Interaction)
        self.reads = Shelf(store, ReadMark)
        self.outbox = Shelf(store, PendingEvent)
        self.changes = Changes()
        self.problems = Problems()
        self.address = ""
        """Of this server, as the bot reaches it: what its links to files begin with."""

    def now(self) -> datetime:
        return self.clock.now()

    def commit(self) -> None:
        """Everything since the last commit becomes lasting together, and is shown."""
        self._store.commit()
        self.changes.tell()

    def keep(self) -> None:
        """Lasting, but nothing that a page would show."""
        self._store.commit()

    def close(self) -> None:
        self._store.close()

    def guild_of(self, channel: Channel) -> Guild | None:
        return self.guilds.find(channel.guild_id)

    def permissions(self, user_id: str, channel: Channel) -> Permission:
        """As an interaction's payload states them: roles and overwrites, without what follows from them."""
        guild = self.guild_of(channel)
        if guild is None:
            return BOT_IN_DM
        if user_id not in guild.members:
            return Permission(0)
        carrier = self.channels.find(channel.parent_id) if channel.type in THREADS else channel
        return permissions.in_channel(guild, user_id, carrier or channel)

    def may(self, user_id: str, needed: Permission, channel: Channel) -> bool:
        return needed in permissions.effective(self.permissions(user_id, channel), channel.type)

    def sees(self, user_id: str, channel: Channel) -> bool:
        if channel.type == DM:
            return user_id in channel.recipients
        if not self.may(user_id, Permission.VIEW_CHANNEL, channel):
            return False
        if channel.type != PRIVATE_THREAD or channel.thread is None:
            return True
        return user_id in channel.thread.members or self.may(user_id, Permission.MANAGE_THREADS, channel)

    def channels_in(self, guild_id: str) -> Iterator[Channel]:
        """Without threads, as Discord lists them."""
        return (each for each in self.channels if each.guild_id == guild_id and each.type not in THREADS)

    def threads_in(self, guild_id: str) -> Iterator[Channel]:
        return (each for each in self.channels if each.guild_id == guild_id and each.type in THREADS)

    def dm_with(self, user_id: str) -> Channel:
        """The channel between the bot and somebody, made when first asked for."""
        for channel in self.channels:
            if channel.type == DM and user_id in channel.recipients:
                return channel
        return self.channels.put(Channel(id=self.ids.next(), type=DM, recipients=[self.bot_id, user_id]))

    def share_a_guild(self, user_id: str) -> bool:
        return any(user_id in guild.members and self.bot_id in guild.members for guild in self.guilds)

    def add_member(self, guild: Guild, user_id: str, *roles: Role) -> None:
        guild.members[user_id] = Member(user_id=user_id, roles=[role.id for role in roles], joined_at=self.now())
        self.guilds.put(guild)

    def add_role(self, guild: Guild, role: Role) -> Role:
        """New roles go to the bottom, just above @everyone; the others move up."""
        for other in guild.roles.values():
            if other.id != guild.id:
                other.position += 1
        guild.roles[role.id] = role
        self.guilds.put(guild)
        return role

    def join_thread(self, channel: Channel, thread: Thread, user_id: str) -> None:
        thread.members.setdefault(user_id, self.now())
        self.channels.put(channel)


class Messages(Shelf[Message]):
    """Messages are asked for by channel."""

    def __init__(self, store: Store) -> None:
        super().__init__(store, Message)
        self._by_channel: dict[str, dict[str, Message]] = {}
        for message in self:
            self._by_channel.setdefault(message.channel_id, {})[message.id] = message

    def put(self, entity: Message) -> Message:
        self._by_channel.setdefault(entity.channel_id, {})[entity.id] = entity
        return super().put(entity)

    def drop(self, id: str) -> None:
        if message := self.find(id):
            self._by_channel[message.channel_id].pop(id)
        super().drop(id)

    def in_channel(self, channel_id: str) -> list[Message]:
        """Oldest first."""
        return list(self._by_channel.get(channel_id, {}).values())
