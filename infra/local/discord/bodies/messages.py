"""The body of a message, as it is created, edited, or given as an answer to an interaction."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from infra.local.discord.bodies.base import Body, Snowflake
from infra.local.discord.bodies.component_rules import message_component_faults
from infra.local.discord.bodies.components import OnMessage, Path
from infra.local.discord.bodies.embeds import MOST_EMBEDS, Embed, embed_faults
from infra.local.discord.bodies.uploads import MOST_FILES, Upload
from infra.local.discord.errors import DiscordError, Fault, NotSimulated, check_form
from infra.local.discord.model import Flag, Message

CREATE_FLAGS = Flag.SUPPRESS_EMBEDS | Flag.SUPPRESS_NOTIFICATIONS | Flag.COMPONENTS_V2
ANSWER_FLAGS = CREATE_FLAGS | Flag.EPHEMERAL
NOT_PLAYED = ("sticker_ids", "poll")

Content = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2000)]


class AllowedMentions(Body):
    parse: list[Literal["users", "roles", "everyone"]] | None = None
    users: Annotated[list[Snowflake], Field(max_length=100)] | None = None
    roles: Annotated[list[Snowflake], Field(max_length=100)] | None = None
    replied_user: bool | None = None

    def faults(self, at: Path) -> Iterator[Fault]:
        for kind in ("users", "roles"):
            if kind in (self.parse or []) and getattr(self, kind):
                message = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
                yield Fault((*at, "parse"), "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", message)


class MessageReference(Body):
    message_id: Snowflake
    channel_id: Snowflake | None = None
    guild_id: Snowflake | None = None
    fail_if_not_exists: bool | None = None
    type: Literal[0] | None = None


class AttachmentBody(Body):
    """Of a file of this request, by its number, or of one that the message has and keeps."""

    id: Annotated[Snowflake, BeforeValidator(lambda given: str(given) if isinstance(given, int) else given)]
    filename: Annotated[str, StringConstraints(min_length=1, max_length=1024)] | None = None
    description: Annotated[str, StringConstraints(max_length=1024)] | None = None


class MessageBody(Body):
    content: Content | None = None
    embeds: Annotated[list[Embed], Field(max_length=MOST_EMBEDS)] | None = None
    components: Annotated[list[OnMessage], Field(max_length=40)] | None = None
    allowed_mentions: AllowedMentions | None = None
    flags: int | None = None
    tts: bool | None = None
    nonce: str | int | None = None
    enforce_nonce: bool | None = None
    message_reference: MessageReference | None = None
    attachments: Annotated[list[AttachmentBody], Field(max_length=MOST_FILES)] | None = None
    _uploads: tuple[Upload, ...] = ()

    @property
    def uploads(self) -> tuple[Upload, ...]:
        return self._uploads

    def bring(self, uploads: tuple[Upload, ...]) -> None:
        self._uploads = uploads

    def check(self, allowed: Flag, *at: str | int, changes: Message | None = None) -> None:
        """Refuse what breaks a rule; `changes` is the message that an edit is for."""
        for name in NOT_PLAYED:
            if (self.model_extra or {}).get(name):
                raise NotSimulated(f"{name} of a message")
        check_form(self._faults(allowed, at, changes))

    def _faults(self, allowed: Flag, at: Path, changes: Message | None) -> Iterator[Fault]:
        flags = self.flags or 0
        if changes is None and flags & ~allowed:
            yield Fault((*at, "flags"), "MESSAGE_FLAGS_INVALID", f"These flags cannot be set here: {flags & ~allowed}")
        yield from embed_faults(self.embeds or [], *at, "embeds")
        if self.allowed_mentions:
            yield from self.allowed_mentions.faults((*at, "allowed_mentions"))
        if isinstance(self.nonce, str) and len(self.nonce) > 25:
            yield Fault((*at, "nonce"), "BASE_TYPE_MAX_LENGTH", "Must be 25 or fewer in length.")
        yield from self._attachment_faults(at, changes)
        v2 = bool((flags | (changes.flags if changes else 0)) & Flag.COMPONENTS_V2)
        if v2:
            yield from self._legacy_beside_v2(at, changes)
        yield from message_component_faults(self.components or [], v2=v2, at=(*at, "components"))

    def _attachment_faults(self, at: Path, changes: Message | None) -> Iterator[Fault]:
        known = {each.id for each in (*self.uploads, *(changes.attachments if changes else ()))}
        for index, each in enumerate(self.attachments or []):
            if each.id not in known:
                message = f"Attachment {each.id} was not uploaded"
                yield Fault((*at, "attachments", index, "id"), "ATTACHMENT_NOT_FOUND", message)

    def _legacy_beside_v2(self, at: Path, changes: Message | None) -> Iterator[Fault]:
        for name in ("content", "embeds"):
            left = getattr(changes, name, None) if not self.gave(name) else None
            if getattr(self, name) or left:
                message = f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
                yield Fault((*at, name), "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", message)

    @property
    def is_empty(self) -> bool:
        return not (self.content or self.embeds or self.components or self.uploads)

    def check_not_empty(self) -> None:
        if self.is_empty:
            raise DiscordError(50006)
