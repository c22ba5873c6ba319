"""The feed's single values: what is read of each, and what is refused."""

import re
import unicodedata
from datetime import UTC, datetime
from typing import Annotated, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

LISTED_LIMIT = 200  # longest list inside an episode that is looked at at all
READABLE = 2_000  # characters of a text that are looked at; other limits apply to what is left once it is cleaned

BLANK_LETTERS = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"), " ")  # letters by Unicode, blank to the eye
INVISIBLE = frozenset({"Cc", "Cf", "Cs"})  # control; zero-width and text direction; halves of surrogate pairs
SNOWFLAKE = re.compile(r"[1-9][0-9]{16,19}")
TWITCH_CHANNEL = re.compile(r"[a-z0-9_]{2,25}")


class Value(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, validate_by_name=True, validate_by_alias=True)


def clean(text: str) -> str:
    """One line of what can be seen: no control, zero-width or direction characters. Markup is left for the display."""
    text = text[:READABLE].translate(BLANK_LETTERS)
    if not text.isprintable():
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c) not in INVISIBLE)
    return " ".join(text.split())


def cut(text: str, limit: int) -> str:
    return text[:limit].rstrip()


def _text(value: object) -> object:
    return clean(value) if isinstance(value, str) else value


def _discord_id(value: object) -> str | None:
    well_formed = isinstance(value, str) and SNOWFLAKE.fullmatch(value) and int(value) < 2**64
    return str(value) if well_formed else None


def twitch_channel(value: object) -> object:
    """Lower case, as Twitch's addresses are; None for a text that can't be a channel there."""
    if not isinstance(value, str):
        return value
    name = value.strip().lower()
    return name if TWITCH_CHANNEL.fullmatch(name) else None


def _instant(value: object) -> object:
    """Times are UTC, said or unsaid. Years that no schedule means would overflow once hours are added to them."""
    if not isinstance(value, str):
        return value
    if not value.strip():
        raise PydanticCustomError("feed", "is blank")
    try:
        read = datetime.fromisoformat(value.strip())
        read = read.replace(tzinfo=read.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise PydanticCustomError("feed", "is no time") from None
    if ":" not in value or not 2000 <= read.year < 2100:
        raise PydanticCustomError("feed", "is no time of a race")
    return read


def _instant_if_set(value: object) -> object:
    if value is None:  # the feed's unset is "", so this is a change of its shape
        raise PydanticCustomError("feed", "should be a time as text, not null")
    return None if isinstance(value, str) and not value.strip() else _instant(value)


def _flag(value: object) -> object:
    return False if value == "" and isinstance(value, str) else value


def _short(value: object) -> object:
    """Refuses an absurd list before its entries are looked at."""
    if isinstance(value, list) and len(value) > LISTED_LIMIT:
        raise PydanticCustomError("feed", "are {n}, too many to read", {"n": len(value)})
    return value


SpeedGamingId = Annotated[int, Field(ge=1, lt=2**63)]
Text = Annotated[str, BeforeValidator(_text)]
DiscordId = Annotated[str | None, BeforeValidator(_discord_id)]
TwitchChannel = Annotated[str | None, BeforeValidator(twitch_channel)]
Instant = Annotated[datetime, BeforeValidator(_instant)]
InstantIfSet = Annotated[datetime | None, BeforeValidator(_instant_if_set)]
Flag = Annotated[bool, BeforeValidator(_flag)]
T = TypeVar("T")
Listed = Annotated[list[T], BeforeValidator(_short)]
