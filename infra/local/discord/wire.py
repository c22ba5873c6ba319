"""Entities as Discord's API shows them."""

from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from infra.local.discord.model import (
    DM,
    THREADS,
    Attachment,
    Channel,
    Command,
    Flag,
    Guild,
    Interaction,
    Json,
    Member,
    Message,
    Overwrite,
    Role,
    ScheduledEvent,
    User,
)

if TYPE_CHECKING:
    from infra.local.discord.world import World

COUNTED_UP_TO = 50


def instant(moment: datetime) -> str:
    return moment.isoformat(timespec="microseconds")


def maybe(moment: datetime | None) -> str | None:
    return instant(moment) if moment else None


def user(shown: User) -> Json:
    body: Json = {
        "id": shown.id,
        "username": shown.username,
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "public_flags": 0,
        "flags": 0,
        "primary_guild": None,
    }
    return body | {"bot": True} if shown.bot else body


def member_alone(shown: Member) -> Json:
    """Without the user, as in resolved data."""
    return {
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
        "flags": 0,
        "joined_at": instant(shown.joined_at),
        "nick": shown.nick,
        "pending": False,
        "premium_since": None,
        "roles": shown.roles,
    }


def member(world: "World", shown: Member) -> Json:
    return member_alone(shown) | {"user": user(world.users[shown.user_id]), "mute": False, "deaf": False}


def role(shown: Role) -> Json:
    body: Json = {
        "id": shown.id,
        "name": shown.name,
        "permissions": str(int(shown.permissions)),
        "position": shown.position,
        "color": shown.color,
        "colors": {"primary_color": shown.color, "secondary_color": None, "tertiary_color": None},
        "hoist": shown.hoist,
        "managed": shown.bot_id is not None,
        "mentionable": shown.mentionable,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }
    return body | {"tags": {"bot_id": shown.bot_id}} if shown.bot_id else body


def roles(guild: Guild) -> list[Json]:
    return [role(each) for each in sorted(guild.roles.values(), key=lambda each: each.rank)]


def overwrite(shown: Overwrite) -> Json:
    return {
        "id": shown.id,
        "type": shown.type,
        "allow": str(int(shown.allow)),
        "deny": str(int(shown.deny)),
    }


def channel(world: "World", shown: Channel) -> Json:
    if shown.type == DM:
        return _dm(world, shown)
    if shown.type in THREADS:
        return _thread(world, shown)
    body: Json = {
        "id": shown.id,
        "type": shown.type,
        "guild_id": shown.guild_id,
        "name": shown.name,
        "flags": 0,
        "position": shown.position,
        "parent_id": shown.parent_id,
        "nsfw": shown.nsfw,
        "permission_overwrites": [overwrite(each) for each in shown.overwrites.values()],
    }
    if shown.type in (0, 5):
        body |= {"topic": shown.topic, "last_message_id": shown.last_message_id}
        body["rate_limit_per_user"] = shown.slowmode
    if shown.type == 2:
        body |= {"bitrate": shown.bitrate, "user_limit": shown.user_limit, "rtc_region": None}
    if shown.last_pin_at:
        body["last_pin_timestamp"] = instant(shown.last_pin_at)
    return body


def _dm(world: "World", shown: Channel) -> Json:
    others = [user(world.users[id]) for id in shown.recipients if id != world.bot_id]
    return {"id": shown.id, "type": DM, "flags": 0, "last_message_id": shown.last_message_id, "recipients": others}


def _thread(world: "World", shown: Channel) -> Json:
    thread = shown.thread
    assert thread is not None
    body: Json = {
        "id": shown.id,
        "type": shown.type,
        "guild_id": shown.guild_id,
        "name": shown.name,
        "flags": 0,
        "parent_id": shown.parent_id,
        "owner_id": thread.owner_id,
        "last_message_id": shown.last_message_id,
        "rate_limit_per_user": shown.slowmode,
        "message_count": thread.messages,
        "total_message_sent": thread.sent,
        "member_count": min(COUNTED_UP_TO, len(thread.members)),
        "thread_metadata": {
            "archived": thread.archived,
            "archive_timestamp": instant(thread.archived_at),
            "auto_archive_duration": thread.archive_minutes,
            "locked": thread.locked,
            "create_timestamp": instant(thread.created_at),
        },
    }
    if shown.type == 12:
        body["thread_metadata"]["invitable"] = thread.invitable
    if world.bot_id in thread.members:
        body["member"] = thread_member(shown, world.bot_id)
    return body


def thread_member(shown: Channel, user_id: str) -> Json:
    assert shown.thread is not None
    joined = instant(shown.thread.members[user_id])
    return {"id": shown.id, "user_id": user_id, "join_timestamp": joined, "flags": 0}


def message(world: "World", shown: Message, *, nested: bool = False) -> Json:
    has_thread = shown.id in world.channels
    body: Json = {
        "id": shown.id,
        "channel_id": shown.channel_id,
        "type": shown.type,
        "author": user(world.users[shown.author_id]),
        "content": shown.content,
        "embeds": shown.embeds,
        "components": shown.components,
        "attachments": [attachment(world, shown, each) for each in shown.attachments],
        "mentions": [user(world.users[id]) for id in shown.mentions if id in world.users],
        "mention_roles": shown.mention_roles,
        "mention_everyone": shown.mention_everyone,
        "timestamp": instant(shown.sent_at),
        "edited_timestamp": maybe(shown.edited_at),
        "flags": int(shown.flags | (Flag.HAS_THREAD if has_thread else 0)),
        "pinned": shown.pinned_at is not None,
        "tts": shown.tts,
    }
    if shown.nonce is not None:
        body["nonce"] = shown.nonce
    if has_thread:
        body["thread"] = channel(world, world.channels[shown.id])
    if shown.reply_to:
        body |= _reference(world, shown, nested)
    interaction = world.interactions.find(shown.interaction_id)
    if interaction:
        body |= {"application_id": world.application_id, "webhook_id": world.application_id}
        body["interaction_metadata"] = interaction_metadata(world, interaction)
    return body


def attachment(world: "World", place: Message, shown: Attachment) -> Json:
    url = f"{world.address}/attachments/{place.channel_id}/{shown.id}/{quote(shown.filename)}"
    return shown.model_dump(exclude_none=True) | {"url": url, "proxy_url": url}


def _reference(world: "World", shown: Message, nested: bool) -> Json:
    place = world.channels.find(shown.channel_id)
    reference: Json = {"type": 0, "message_id": shown.reply_to, "channel_id": shown.channel_id}
    if place and place.guild_id:
        reference["guild_id"] = place.guild_id
    if nested:
        return {"message_reference": reference}
    source = world.messages.find(shown.reply_to)
    return {
        "message_reference": reference,
        "referenced_message": message(world, source, nested=True) if source else None,
    }


def interaction_metadata(world: "World", interaction: Interaction) -> Json:
    body: Json = {
        "id": interaction.id,
        "type": interaction.type,
        "user": user(world.users[interaction.user_id]),
        "authorizing_integration_owners": {"0": interaction.guild_id or "0"},
    }
    if interaction.type == 3:
        body["interacted_message_id"] = interaction.message_id
    opener = world.interactions.find(interaction.opened_by)
    if interaction.type == 5 and opener:
        body["triggering_interaction_metadata"] = interaction_metadata(world, opener)
    return body


def event(world: "World", shown: ScheduledEvent, *, with_count: bool = False) -> Json:
    body: Json = {
        "id": shown.id,
        "guild_id": shown.guild_id,
        "creator_id": shown.creator_id,
        "creator": user(world.users[shown.creator_id]),
        "name": shown.name,
        "description": shown.description,
        "channel_id": shown.channel_id,
        "image": None,
        "scheduled_start_time": shown.starts.isoformat(),
        "scheduled_end_time": shown.ends.isoformat() if shown.ends else None,
        "status": int(shown.status),
        "entity_type": shown.entity_type,
        "entity_id": None,
        "entity_metadata": {"location": shown.location} if shown.location else None,
        "recurrence_rule": None,
        "privacy_level": 2,
        "guild_scheduled_event_exceptions": [],
    }
    return body | {"user_count": len(shown.interested)} if with_count else body


NOT_SET = (
    "icon",
    "description",
    "home_header",
    "splash",
    "discovery_splash",
    "banner",
    "application_id",
    "afk_channel_id",
    "system_channel_id",
    "widget_channel_id",
    "max_presences",
    "vanity_url_code",
    "rules_channel_id",
    "safety_alerts_channel_id",
    "public_updates_channel_id",
    "incidents_data",
)


def guild(shown: Guild, *, with_counts: bool = False) -> Json:
    body: Json = dict.fromkeys(NOT_SET) | {
        "id": shown.id,
        "name": shown.name,
        "owner_id": shown.owner_id,
        "features": [],
        "region": "deprecated",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "widget_enabled": False,
        "verification_level": 0,
        "roles": roles(shown),
        "default_message_notifications": 1,
        "mfa_level": 0,
        "explicit_content_filter": 0,
        "max_members": 500000,
        "max_stage_video_channel_users": 50,
        "max_video_channel_users": 25,
        "premium_tier": 0,
        "premium_subscription_count": 0,
        "preferred_locale": "en-US",
        "premium_progress_bar_enabled": False,
        "nsfw": False,
        "nsfw_level": 0,
        "emojis": [],
        "stickers": [],
    }
    if with_counts:
        body |= {"approximate_member_count": len(shown.members), "approximate_presence_count": len(shown.members)}
    return body


def command(world: "World", shown: Command) -> Json:
    ids = {"id": shown.id, "application_id": world.application_id, "version": shown.version}
    return ids | shown.definition | ({"guild_id": shown.guild_id} if shown.guild_id else {})
