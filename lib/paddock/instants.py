"""Instants as options take them: read in the caller's zone, and offered while somebody types."""

from datetime import datetime

from paddock import clock
from paddock.call import Call
from paddock.discord.answer import Choices
from paddock.routes import Typing
from paddock.tools import Tools
from paddock.typed import CLEAR, is_clear

NONE = ("none: no time is set", CLEAR)


def instant_or_none(text: str | None, call: Call) -> datetime | None:
    """To the second, as Discord's timestamps have it; None for `none` and for nothing."""
    if text is None or is_clear(text):
        return None
    return clock.read(text, call.zone, call.now).replace(microsecond=0)


def suggest_instants(typing: Typing, call: Call, tools: Tools) -> Choices:
    if is_clear(typing.text):
        return Choices((NONE,))
    return Choices(tuple(clock.understood(typing.text, call.zone, call.now)))
