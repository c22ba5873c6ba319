"""A message that an earlier delivery may have sent is not sent twice."""

from datetime import timedelta
from typing import Any

import httpx
import pytest

from paddock.discord.message import Message
from paddock.ids import ChannelId
from paddock.job_routes import Outcome
from paddock.job_tools import JobTools
from paddock.jobs.worker import NONCES_HOLD
from tests.support.aws import Account
from tests.support.workshop import Chore, a_chore, a_workshop

SENDING, LOOKING = "POST /channels/7/messages", "GET /channels/7/messages"


def written(id: str, text: str, *, bot: bool = True) -> dict[str, Any]:
    return {"id": id, "content": text, "author": {"id": "1", "bot": True} if bot else {"id": "9"}}


def sent(*answers: Any, delivery: int, late: timedelta = NONCES_HOLD) -> tuple[str, list[str]]:
    """Which message stands in the end, and what Discord was asked; `answers` are its own, in turn."""
    shop = a_workshop([httpx.Response(200, json=answer) for answer in answers])
    standing: list[str] = []

    def send(job: Chore, tools: JobTools) -> Outcome:
        found = tools.send_once(ChannelId("7"), Message("Go!"), "nonce", lambda each: each["content"] == "Go!")
        standing.append(found)
        return Outcome()

    shop.doing = send
    shop.commit(a_chore())
    (envelope,) = shop.sent()
    now = envelope.now + (late if delivery > 1 else timedelta(0))
    assert shop.deliver(envelope.model_copy(update={"now": now}), delivery).outcome == "done"
    return standing[0], shop.asked


def test_a_first_delivery_sends_it_at_once(account: Account) -> None:
    assert sent({"id": "71"}, delivery=1) == ("71", [SENDING])


def test_while_discord_knows_the_nonce_nothing_is_looked_for(account: Account) -> None:
    assert sent({"id": "71"}, delivery=2, late=NONCES_HOLD - timedelta(seconds=1)) == ("71", [SENDING])


def test_what_an_earlier_delivery_sent_stands_and_the_newest_counts(account: Account) -> None:
    seen = [written("73", "chatter"), written("72", "Go!"), written("70", "Go!")]
    assert sent(seen, delivery=2) == ("72", [LOOKING])


@pytest.mark.parametrize("seen", [[], [written("72", "Go!", bot=False)], [written("72", "Going")]])
def test_what_others_wrote_is_not_it(account: Account, seen: list[dict[str, Any]]) -> None:
    assert sent(seen, {"id": "74"}, delivery=2) == ("74", [LOOKING, SENDING])
