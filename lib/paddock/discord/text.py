"""Discord's markup. What a person typed is escaped and cut; nothing else in the project writes markup."""

import re
import unicodedata
from datetime import datetime
from urllib.parse import quote

from paddock.ids import ChannelId, GuildId, MessageId, RoleId, UserId

MARKUP = re.compile(r"([\\`*_~|<>\[\]()#@])")
SPACES = re.compile(r"\s+")
UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn"}
"""Unicode categories that show nothing or change the order of their neighbours."""
ELLIPSIS = "…"


def clean(text: str) -> str:
    """One line of visible characters."""
    visible = "".join(each if unicodedata.category(each) not in UNSAFE else " " for each in text)
    return SPACES.sub(" ", visible).strip()


def cut(text: str, length: int) -> str:
    """At most `length` characters, cut at a word where one ends late enough."""
    if len(text) <= length:
        return text
    head = text[: length - 1]
    space = head.rfind(" ")
    return (head[:space] if space >= length // 2 else head).rstrip() + ELLIPSIS


def escape(text: str, length: int = 200) -> str:
    """A person's words as they are read, whatever markup they hold."""
    return MARKUP.sub(r"\\\1", cut(clean(text), length))


def plain(text: str, length: int) -> str:
    """For places where Discord renders no markup: labels, choices, names of events."""
    return cut(clean(text), length)


def address(url: str) -> str:
    """A person's address as a link, in which nothing reads as other markup."""
    return quote(url, safe="%:/?#[]@!$&'()+,;=")


def mention(who: UserId) -> str:
    return f"<@{who}>"


def role(which: RoleId) -> str:
    return f"<@&{which}>"


def channel(which: ChannelId) -> str:
    return f"<#{which}>"


def jump(guild: GuildId, where: ChannelId, message: MessageId) -> str:
    """The link to a message."""
    return f"https://discord.com/channels/{guild}/{where}/{message}"


def moment(when: datetime, style: str = "F") -> str:
    """Shown in each reader's own zone."""
    return f"<t:{int(when.timestamp())}:{style}>"


def count(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
