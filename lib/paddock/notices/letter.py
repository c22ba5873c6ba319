"""What is sent to one person, and how it is found again where it was sent before."""

from typing import NamedTuple

from paddock.discord.message import Message
from paddock.ids import ChannelId, OrganizationId, UserId
from paddock.job_tools import JobTools
from paddock.notices.views import reference

REPEATS_SEEN = 50
"""Among so many of a channel's last messages."""


class Letter(NamedTuple):
    organization: OrganizationId
    user: UserId
    direct: Message
    announced: Message
    nonce: str


def stands_in(channel: ChannelId, letter: Letter, tools: JobTools) -> bool:
    """Whether an earlier delivery has sent it. Discord forgets a nonce within minutes, so it is looked for."""
    if not tools.may_be_done:
        return False
    found = tools.discord.fetch_messages(channel, REPEATS_SEEN)
    footers = (embed.get("footer", {}).get("text", "") for each in found for embed in each["embeds"])
    return any(reference(letter.nonce) in text for text in footers)
