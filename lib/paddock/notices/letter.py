"""What is sent to one person, and how it is found again where it was sent before."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from paddock.discord.message import Message
from paddock.ids import OrganizationId, UserId
from paddock.notices.views import reference


class Letter(NamedTuple):
    organization: OrganizationId
    user: UserId
    direct: Message
    announced: Message
    nonce: str

    def is_it(self, message: Mapping[str, Any]) -> bool:
        """Whether what Discord shows of a message is this one, in either form."""
        footers = (embed.get("footer", {}).get("text", "") for embed in message["embeds"])
        return any(reference(self.nonce) in text for text in footers)
