"""Webhook events to the bot, repeated until they are acknowledged; and the checks that Discord makes of its urls."""

import asyncio
import json

from infra.local.discord import wire
from infra.local.discord.bot import Bot
from infra.local.discord.model import Guild, Json, PendingEvent
from infra.local.discord.people.payloads import ping
from infra.local.discord.world import World

WAITS = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0)
"""Seconds before each try: ten minutes in all."""


def authorized(world: World, guild: Guild) -> None:
    """The bot was added to a server, by its owner."""
    event = {
        "type": "APPLICATION_AUTHORIZED",
        "timestamp": world.now().replace(tzinfo=None).isoformat(timespec="microseconds"),
        "data": {
            "integration_type": 0,
            "user": wire.user(world.users[guild.owner_id]),
            "scopes": ["applications.commands", "bot"],
            "guild": wire.guild(guild),
        },
    }
    body = {"version": 1, "application_id": world.application_id, "type": 1, "event": event}
    world.outbox.put(PendingEvent(id=world.ids.next(), body=body))


async def deliver(world: World, bot: Bot) -> None:
    for pending in world.outbox:
        what = pending.body["event"]["type"]
        if not await _acknowledged(bot, pending.body):
            world.problems.error(world.now(), f"webhook event {what}", "not acknowledged with an empty 204")
        world.outbox.drop(pending.id)
        world.commit()


async def _acknowledged(bot: Bot, body: Json) -> bool:
    for wait in WAITS:
        await asyncio.sleep(wait)
        heard = await bot.tell(bot.events_url, body)
        if heard.status == 204 and not heard.body:
            return True
    return False


async def check_endpoints(world: World, bot: Bot) -> None:
    """As when the urls are saved at Discord, but a bot that has just started is given a second chance."""
    for url, ping_type in ((bot.interactions_url, 1), (bot.events_url, 0)):
        problem = await url_problem(world, bot, url, ping_type)
        if problem and (problem := await url_problem(world, bot, url, ping_type)):
            world.problems.error(world.now(), f"endpoint {url}", problem)
            world.commit()


async def url_problem(world: World, bot: Bot, url: str, ping_type: int) -> str:
    """What is wrong with an endpoint: 1 is the PING of interactions, 0 that of webhook events."""
    body = ping(world) if ping_type else {"version": 1, "application_id": world.application_id, "type": 0}
    heard = await bot.tell(url, body)
    if ping_type and (heard.status != 200 or _json(heard.body).get("type") != 1):
        return f"a PING was answered with {heard.status}, not with 200 and type 1"
    if not ping_type and (heard.status != 204 or heard.body):
        return f"a PING was answered with {heard.status}, not with an empty 204"
    forged = await bot.tell(url, body, forged=True)
    if forged.status != 401:
        return f"a wrong signature was answered with {forged.status}, not with 401"
    return ""


def _json(raw: bytes) -> Json:
    try:
        value = json.loads(raw)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}
