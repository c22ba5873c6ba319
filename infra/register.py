"""Tells Discord the bot's commands: `python -m infra.register` overwrites the application's global commands."""

import sys
from collections.abc import Mapping
from typing import Any

import httpx

from infra.environment import environment
from paddock.catalog import registration
from paddock.discord.rest import Discord, DiscordError, Unauthorized
from paddock.errors import Unavailable
from paddock.settings import DISCORD

PATIENCE = 30.0


class NotRegistered(Exception):
    """Discord did not take the commands; the text says why, in Discord's words."""


def register(api_url: str, application_id: str, bot_token: str, commands: list[dict[str, Any]]) -> int:
    """How many commands the application has now."""
    with httpx.Client(timeout=PATIENCE) as http:
        try:
            return len(Discord(api_url, lambda: bot_token, http).overwrite_commands(application_id, commands))
        except (DiscordError, Unauthorized, Unavailable) as refused:
            raise NotRegistered(f"Discord did not take the commands: {refused}") from refused


def bot_token(environ: Mapping[str, str]) -> str:
    """From DISCORD_BOT_TOKEN, else from the SSM parameter that DISCORD_BOT_TOKEN_PARAMETER names."""
    if token := environ.get("DISCORD_BOT_TOKEN"):
        return token
    import boto3  # only here: most registrations have the token at hand

    name = environ["DISCORD_BOT_TOKEN_PARAMETER"]
    return boto3.client("ssm").get_parameter(Name=name, WithDecryption=True)["Parameter"]["Value"]


def main() -> int:
    environ = environment()
    try:
        count = register(
            environ.get("DISCORD_API_URL") or DISCORD,
            environ["DISCORD_APPLICATION_ID"],
            bot_token(environ),
            registration(),
        )
    except KeyError as missing:
        sys.exit(f"{missing.args[0]} is not set.")
    except NotRegistered as problem:
        sys.exit(str(problem))
    sys.stdout.write(f"Discord knows {count} commands now.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
