"""What the simulated Discord remembers. Each entity is stored whole, as JSON, under its id."""

from datetime import datetime, timedelta
from enum import IntEnum, IntFlag
from typing import Any, Literal

from pydantic import BaseModel, Field

Json = dict[str, Any]

TEXT, DM, VOICE, CATEGORY, ANNOUNCEMENTS, PUBLIC_THREAD, PRIVATE_THREAD = 0, 1, 2, 4, 5, 11, 12
THREADS = (PUBLIC_THREAD, PRIVATE_THREAD)
TALKABLE = (TEXT, DM, VOICE, ANNOUNCEMENTS, *THREADS)


class Flag(IntFlag):
    """Of messages."""

    SUPPRESS_EMBEDS = 1 << 2
    HAS_THREAD = 1 << 5
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


class Entity(BaseModel):
    id: str


class Saved(Entity):
    """A single value that outlives the process."""

    value: str


class User(Entity):
    username: str
    bot: bool = False
    locale: str = "en-US"
    dms_closed: bool = False


class Role(Entity):
    name: str
    permissions: int = 0
    position: int = 1
    color: int = 0
    hoist: bool = False
    mentionable: bool = False
    bot_id: str | None = None

    @property
    def rank(self) -> tuple[int, int]:
        """Roles of one position are ordered by age, the older the higher."""
        return self.position, -int(self.id)


class Member(BaseModel):
    user_id: str
    nick: str | None = None
    roles: list[str] = Field(default_factory=list)
    joined_at: datetime


class Guild(Entity):
    name: str
    owner_id: str
    roles: dict[str, Role] = Field(default_factory=dict)
    members: dict[str, Member] = Field(default_factory=dict)


class Overwrite(Entity):
    type: Literal[0, 1]
    allow: int = 0
    deny: int = 0


class Thread(BaseModel):
    owner_id: str
    created_at: datetime
    archived_at: datetime
    archived: bool = False
    locked: bool = False
    invitable: bool = True
    archive_minutes: int = 1440
    members: dict[str, datetime] = Field(default_factory=dict)
    messages: int = 0
    sent: int = 0

    def wake(self, now: datetime) -> None:
        """What a message does to an archived thread."""
        if self.archived:
            self.archived, self.archived_at = False, now


class Channel(Entity):
    type: int
    guild_id: str | None = None
    name: str | None = None
    topic: str | None = None
    parent_id: str | None = None
    position: int = 0
    nsfw: bool = False
    slowmode: int = 0
    bitrate: int = 64000
    user_limit: int = 0
    overwrites: dict[str, Overwrite] = Field(default_factory=dict)
    recipients: list[str] = Field(default_factory=list)
    thread: Thread | None = None
    last_message_id: str | None = None
    last_pin_at: datetime | None = None


class Attachment(Entity):
    filename: str
    content_type: str
    size: int
    description: str | None = None
    width: int | None = None
    height: int | None = None


class Message(Entity):
    channel_id: str
    author_id: str
    sent_at: datetime
    edited_at: datetime | None = None
    type: int = 0
    content: str = ""
    embeds: list[Json] = Field(default_factory=list)
    components: list[Json] = Field(default_factory=list)
    attachments: list[Attachment] = Field(default_factory=list)
    flags: int = 0
    tts: bool = False
    mentions: list[str] = Field(default_factory=list)
    mention_roles: list[str] = Field(default_factory=list)
    mention_everyone: bool = False
    nonce: str | int | None = None
    reply_to: str | None = None
    interaction_id: str | None = None
    only_for: str | None = None
    dismissed: bool = False
    pinned_at: datetime | None = None

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.flags & Flag.EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        return bool(self.flags & Flag.LOADING)


class EventStatus(IntEnum):
    SCHEDULED = 1
    ACTIVE = 2
    COMPLETED = 3
    CANCELED = 4

    @property
    def is_open(self) -> bool:
        return self in (EventStatus.SCHEDULED, EventStatus.ACTIVE)


class ScheduledEvent(Entity):
    guild_id: str
    creator_id: str
    name: str
    description: str | None = None
    entity_type: Literal[2, 3]
    channel_id: str | None = None
    location: str | None = None
    starts: datetime
    ends: datetime | None = None
    status: EventStatus = EventStatus.SCHEDULED
    interested: list[str] = Field(default_factory=list)


class Command(Entity):
    guild_id: str | None = None
    name: str
    type: int = 1
    version: str
    definition: Json

    @property
    def scope(self) -> str:
        return self.guild_id or "global"


class InteractionState(IntEnum):
    PENDING = 1
    ANSWERED = 2
    FAILED = 3


class Interaction(Entity):
    token: str
    type: int
    user_id: str
    channel_id: str
    guild_id: str | None
    created_at: datetime
    state: InteractionState = InteractionState.PENDING
    answer_type: int | None = None
    command: str | None = None
    message_id: str | None = None
    opened_by: str | None = None
    suggesting: int | None = None
    original_id: str | None = None
    followups: list[str] = Field(default_factory=list)
    choices: list[Json] = Field(default_factory=list)
    modal: Json | None = None

    def is_expired(self, now: datetime) -> bool:
        return now - self.created_at >= TOKEN_LIFE


TOKEN_LIFE = timedelta(minutes=15)


class ReadMark(Entity):
    """Up to which message somebody has read a channel; the id is `user:channel`."""

    message_id: str


class PendingEvent(Entity):
    """A webhook event that the bot has not acknowledged yet."""

    body: Json
