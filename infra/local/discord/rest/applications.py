"""The application itself and the bot's own user."""

from infra.local.discord import permissions, wire
from infra.local.discord.bodies.base import Body
from infra.local.discord.errors import Fault, check_form
from infra.local.discord.model import Json, Saved
from infra.local.discord.rest.call import Call, Endpoint, Reply
from infra.local.discord.world import World

URLS = {"interactions_endpoint_url": 1, "event_webhooks_url": 0}
"""The fields that name an endpoint, with the type of the PING that each is checked with."""


class ApplicationPatch(Body):
    description: str | None = None
    interactions_endpoint_url: str | None = None
    event_webhooks_url: str | None = None
    event_webhooks_status: int | None = None
    event_webhooks_types: list[str] | None = None
    flags: int | None = None
    tags: list[str] | None = None


def shown(world: World) -> Json:
    bot = world.users[world.bot_id]
    key = world.saved.find("public_key")
    return {
        "id": world.application_id,
        "name": bot.username,
        "icon": None,
        "description": _saved(world, "application.description") or "",
        "type": None,
        "bot": wire.user(bot),
        "bot_public": True,
        "bot_require_code_grant": False,
        "verify_key": key.value if key else "",
        "flags": 0,
        "flags_new": "0",
        "redirect_uris": [],
        "interactions_endpoint_url": _saved(world, "application.interactions_endpoint_url"),
        "event_webhooks_url": _saved(world, "application.event_webhooks_url"),
        "event_webhooks_status": 2 if _saved(world, "application.event_webhooks_url") else 1,
        "event_webhooks_types": ["APPLICATION_AUTHORIZED"],
        "role_connections_verification_url": None,
        "owner": wire.user(bot),
        "approximate_guild_count": sum(world.bot_id in guild.members for guild in world.guilds),
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "team": None,
        "eligible_oauth2_scopes": [],
        "integration_types_config": {"0": {}},
    }


def _saved(world: World, name: str) -> str | None:
    saved = world.saved.find(name)
    return saved.value if saved else None


def get_application(call: Call) -> Reply:
    return Reply(shown(call.world))


async def change_application(call: Call) -> Reply:
    body = call.read(ApplicationPatch)
    for field, ping in URLS.items():
        url = getattr(body, field)
        if url and (problem := await call.check_url(url, ping)):
            check_form([Fault((field,), "APPLICATION_INTERACTIONS_ENDPOINT_URL_INVALID", problem)])
    for field in ("description", *URLS):
        if body.gave(field):
            call.world.saved.put(Saved(id=f"application.{field}", value=getattr(body, field) or ""))
    return Reply(shown(call.world))


def get_me(call: Call) -> Reply:
    bot = wire.user(call.world.users[call.bot])
    return Reply(bot | {"mfa_enabled": False, "locale": "en-US", "verified": True, "email": None, "premium_type": 0})


def list_my_guilds(call: Call) -> Reply:
    most = call.number("limit", 200, 1, 200)
    after, before = int(call.snowflake("after") or 0), int(call.snowflake("before") or 1 << 64)
    mine = [guild for guild in call.world.guilds if call.bot in guild.members and after < int(guild.id) < before]
    with_counts = call.flag("with_counts")
    return Reply(
        [
            {
                "id": guild.id,
                "name": guild.name,
                "icon": None,
                "banner": None,
                "owner": guild.owner_id == call.bot,
                "permissions": str(int(permissions.in_server(guild, call.bot))),
                "features": [],
            }
            | ({"approximate_member_count": len(guild.members)} if with_counts else {})
            for guild in mine[:most]
        ]
    )


ENDPOINTS = (
    Endpoint("GET", "/applications/@me", get_application),
    Endpoint("PATCH", "/applications/@me", change_application),
    Endpoint("GET", "/users/@me", get_me),
    Endpoint("GET", "/users/@me/guilds", list_my_guilds),
)
