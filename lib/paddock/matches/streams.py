"""Which Twitch channel somebody means by a name or a link."""

import re
from urllib.parse import urlsplit

from paddock.errors import BadInput

CHANNEL = re.compile(r"[a-z0-9][a-z0-9_]{1,24}")
HOSTS = frozenset({"twitch.tv", "www.twitch.tv", "m.twitch.tv", "go.twitch.tv"})
NO_CHANNELS = frozenset({"videos", "directory", "clip", "collections", "search", "settings", "popout", "moderator"})
"""First parts of Twitch's addresses that are not a channel's name."""


class NoChannel(BadInput):
    def __init__(self) -> None:
        super().__init__("`stream`: the name of a Twitch channel, for example `speedgaming`, or the link to it.")


def channel_name(text: str) -> str:
    """In small letters, as Twitch's addresses have it."""
    name = _from_link(text.lower()) if "/" in text else text.lower().removeprefix("@")
    if not CHANNEL.fullmatch(name) or name in NO_CHANNELS:
        raise NoChannel
    return name


def _from_link(link: str) -> str:
    try:
        parts = urlsplit(link if "//" in link else f"https://{link}")
        host = parts.hostname
    except ValueError:
        raise NoChannel from None
    if host not in HOSTS:
        raise NoChannel
    return parts.path.strip("/").split("/")[0]
