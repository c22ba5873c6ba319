"""What a job works with besides: the outside world. The HTTP door never imports this."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from paddock.change import Change, Planned
from paddock.clock import snowflake_time
from paddock.discord.message import Message
from paddock.discord.rest import Discord
from paddock.ids import ChannelId, JobId, MessageId, OrganizationId
from paddock.jobs.model import Promise
from paddock.jobs.records import pending_before
from paddock.ledger import Scribe
from paddock.request import Job
from paddock.secrets import BotToken
from paddock.speedgaming.backoff import BackoffStore
from paddock.speedgaming.client import SpeedGaming
from paddock.store.table import Session
from paddock.tools import Tools

MOST_PROMISED = 90
"""In one transaction."""
REPEATS_SEEN = 50
"""Among so many of a channel's last messages."""
SKEW = timedelta(minutes=1)
"""By which Discord's clock may be behind ours."""


@dataclass(frozen=True)
class Clients:
    discord: Discord
    speedgaming: SpeedGaming
    token: BotToken
    application: str


class JobTools(Tools):
    def __init__(
        self,
        session: Session,
        scribe: Scribe,
        clients: Clients,
        delivery: str = "",
        may_be_done: bool = False,
        may_be_forgotten: bool = False,
    ) -> None:
        super().__init__(session, scribe)
        self._clients = clients
        self.may_be_done = may_be_done
        """An earlier delivery may have reached Discord."""
        self._may_be_forgotten = may_be_forgotten
        """It may have, and so long ago that Discord does not know its nonces any more."""
        self.delivery = delivery
        """Names this run: whoever has the same name is at the same work at the same time."""

    def promise(self, jobs: Iterable[Job]) -> None:
        """Any number of them, to be run at once."""
        planned = [Planned(job) for job in jobs]
        for start in range(0, len(planned), MOST_PROMISED):
            self.commit(Change(jobs=tuple(planned[start : start + MOST_PROMISED])))

    def pending_before(self, organization: OrganizationId, first: str, id: JobId, limit: int) -> list[Promise]:
        return pending_before(self._session.database, organization, first, id, limit)

    def send_once(
        self, channel: ChannelId, message: Message, nonce: str, is_it: Callable[[dict[str, Any]], bool]
    ) -> MessageId:
        """Discord forgets a nonce within minutes: what an earlier delivery may have sent is looked for."""
        standing = self.find_sent(channel, is_it) if self._may_be_forgotten else None
        return standing or self.discord.send(channel, message, nonce)

    def find_sent(self, channel: ChannelId, is_it: Callable[[dict[str, Any]], bool]) -> MessageId | None:
        """The newest such message of ours; what people write themselves may look like it."""
        for each in self.discord.fetch_messages(channel, REPEATS_SEEN):
            if each["author"].get("bot") and is_it(each):
                return MessageId(each["id"])
        return None

    @cached_property
    def backoffs(self) -> BackoffStore:
        return BackoffStore(self._session)

    @property
    def discord(self) -> Discord:
        return self._clients.discord

    @property
    def speedgaming(self) -> SpeedGaming:
        return self._clients.speedgaming

    @property
    def application(self) -> str:
        return self._clients.application


# -- what `find_sent` looks for ------------------------------------------------------------------


def has_button(message: Mapping[str, Any], id: str) -> bool:
    """Whether it has a button of this custom id, or one that carries this id of ours."""
    buttons = (button for row in message.get("components", ()) for button in row.get("components", ()))
    found = (button.get("custom_id", "") for button in buttons)
    return any(id in (custom_id, *custom_id.split(":")) for custom_id in found)


def same_since(message: Message, at: datetime) -> Callable[[Mapping[str, Any]], bool]:
    """Whatever says the same as `message`, and was sent at `at` or later."""
    content = message.payload()["content"]
    return lambda found: bool(found["content"] == content) and snowflake_time(found["id"]) >= at - SKEW
