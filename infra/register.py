"""Tells Discord the bot's commands: `python -m infra.register` overwrites the application's global commands."""

import sys
from collections.abc import Mapping, Sequence
from typing import Any

import httpx

from infra.environment import environment
from paddock.catalog import registration
from paddock.discord.rest import USER_AGENT

DISCORD = "https://discord.com/api/v10"


class NotRegistered(Exception):
    """Discord did not take the commands; the text says why, in Discord's words."""


def register(api_url: str, application_id: str, bot_token: str, commands: Sequence[Mapping[str, Any]]) -> int:
    """How many commands the application has now."""
    answer = httpx.put(
        f"{api_url}/applications/{application_id}/commands",
        json=commands,
        headers={"Authorization": f"Bot {bot_token}", "User-Agent": USER_AGENT},
        timeout=30,
    )
    if not answer.is_success:
        raise NotRegistered(f"Discord answered {answer.status_code}: {answer.text}")
    return len(answer.json())


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
    except (NotRegistered, httpx.TransportError) as problem:
        sys.exit(f"{problem}")
    sys.stdout.write(f"Discord knows {count} commands now.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
