"""What `make run` is told by its environment."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

TOKEN_PARAMETER = "/paddock/discord/bot-token"


class CannotStart(Exception):
    """The stack can't start; the text tells the person at the keyboard why, and what to do."""


@dataclass(frozen=True)
class Application:
    """The bot as Discord knows it, and where that Discord is."""

    api_url: str
    application_id: str
    public_key: str
    bot_token: str


@dataclass(frozen=True)
class Settings:
    state: Path
    first_port: int
    """The page's; the local AWS and the feed take the next two. 0: any that are free."""
    discord: Application | None
    """A Discord that is not ours to start: the real one, or somebody's imitation."""
    speedgaming_api_url: str | None
    token_parameter: str
    enforces_iam: bool

    @property
    def ready_file(self) -> Path:
        """There when the stack is ready, and only then."""
        return self.state / "stack.json"

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        return cls(
            state=Path(environ.get("PADDOCK_STATE_DIR") or ".local").resolve(),
            first_port=_port(environ.get("PADDOCK_PORT") or "8080"),
            discord=_outer_discord(environ),
            speedgaming_api_url=environ.get("SPEEDGAMING_API_URL") or None,
            token_parameter=environ.get("DISCORD_BOT_TOKEN_PARAMETER") or TOKEN_PARAMETER,
            enforces_iam=environ.get("PADDOCK_ENFORCE_IAM") == "1",
        )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65_533:
        raise CannotStart(f"PADDOCK_PORT={text} is no port number; 8080 would be one, 0 takes any that are free.")
    return int(text)


def _outer_discord(environ: Mapping[str, str]) -> Application | None:
    api_url = environ.get("DISCORD_API_URL")
    if not api_url:
        return None
    needed = ("DISCORD_APPLICATION_ID", "DISCORD_PUBLIC_KEY", "DISCORD_BOT_TOKEN")
    if missing := [name for name in needed if not environ.get(name)]:
        raise CannotStart(f"With DISCORD_API_URL, {', '.join(missing)} must be set too.")
    return Application(api_url.rstrip("/"), *(environ[name] for name in needed))
