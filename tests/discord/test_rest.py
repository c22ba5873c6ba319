"""Discord's REST API: what is sent, and what its answers mean."""

import json
from typing import Any

import httpx
import pytest

from paddock.discord.message import Message
from paddock.discord.rest import (
    EDITED_TOO_OFTEN,
    Discord,
    DiscordError,
    Forbidden,
    RateLimited,
    TokenDead,
    Unauthorized,
    Unknown,
)
from paddock.errors import Unavailable
from paddock.ids import ChannelId, EventId, GuildId, MessageId, UserId

GUILD, CHANNEL, EVENT, USER = GuildId("1"), ChannelId("2"), EventId("3"), UserId("4")


class Fake:
    """Answers in turn, and keeps what it was asked."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx.Request] = []
        self.discord = Discord("http://discord.test/api/v10/", lambda: "secret", httpx.Client(transport=self.transport))

    @property
    def transport(self) -> httpx.MockTransport:
        return httpx.MockTransport(self.answer)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        found = self.answers.pop(0) if self.answers else httpx.Response(200, json={"id": "9"})
        if isinstance(found, Exception):
            raise found
        return found


def an_error(status: int, code: int = 0, **more: Any) -> httpx.Response:
    return httpx.Response(status, json={"code": code, "message": "no", **more})


def test_every_call_names_the_bot_and_its_token() -> None:
    fake = Fake()
    fake.discord.fetch_guild(GUILD)
    (asked,) = fake.asked
    assert asked.headers["authorization"] == "Bot secret"
    assert asked.headers["user-agent"].startswith("DiscordBot (https://")
    assert asked.url == "http://discord.test/api/v10/guilds/1"


def test_a_deferred_answer_is_filled_in_without_the_bot_s_token() -> None:
    fake = Fake()
    fake.discord.edit_original("1", "token", Message("done"))
    (asked,) = fake.asked
    assert "authorization" not in asked.headers
    assert (asked.method, asked.url.path) == ("PATCH", "/api/v10/webhooks/1/token/messages/@original")
    assert json.loads(asked.content)["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


def test_a_message_carries_a_nonce_that_discord_enforces() -> None:
    fake = Fake()
    assert fake.discord.send(CHANNEL, Message("hello"), nonce="n") == "9"
    body = json.loads(fake.asked[0].content)
    assert (body["nonce"], body["enforce_nonce"]) == ("n", True)
    assert body["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


def test_an_edited_message_pings_nobody_anew() -> None:
    fake = Fake()
    fake.discord.edit_message(CHANNEL, MessageId("5"), Message("hello"))
    (asked,) = fake.asked
    assert (asked.method, asked.url.path) == ("PATCH", "/api/v10/channels/2/messages/5")
    assert json.loads(asked.content)["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


def test_an_old_message_that_takes_no_more_edits_is_no_matter_of_waiting() -> None:
    refused = httpx.Response(429, headers={"Retry-After": "60"}, json={"code": EDITED_TOO_OFTEN, "message": "no"})
    with pytest.raises(DiscordError) as told:
        Fake(refused).discord.edit_message(CHANNEL, MessageId("5"), Message("hello"))
    assert told.value.code == EDITED_TOO_OFTEN


def test_a_reason_is_quoted_and_cut() -> None:
    fake = Fake()
    fake.discord.create_event(GUILD, {}, reason="Zoë\n" + "x" * 600)
    assert len(fake.asked[0].headers["x-audit-log-reason"]) <= 512
    assert "\n" not in fake.asked[0].headers["x-audit-log-reason"]


def test_an_empty_answer_is_fine_where_nothing_is_wanted() -> None:
    fake = Fake(httpx.Response(204))
    fake.discord.delete_event(GUILD, EVENT)
    assert fake.asked[0].method == "DELETE"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (an_error(400, 50035, errors={"name": {"_errors": []}}), DiscordError),
        (an_error(403, 50013), Forbidden),
        (an_error(404, 10070), Unknown),
        (an_error(404, 10015), TokenDead),
        (an_error(401, 50027), TokenDead),
        (httpx.Response(404, text="<html>"), Unknown),
        (httpx.Response(418, json=[1]), DiscordError),
    ],
)
def test_what_discord_refuses_has_a_type(answer: httpx.Response, kind: type[DiscordError]) -> None:
    with pytest.raises(DiscordError) as refused:
        Fake(answer).discord.fetch_guild(GUILD)
    assert type(refused.value) is kind


def test_a_refusal_tells_its_code_and_what_was_wrong() -> None:
    with pytest.raises(DiscordError, match="name") as refused:
        Fake(an_error(400, 50035, errors={"name": "too long"})).discord.create_event(GUILD, {}, "x")
    assert (refused.value.status, refused.value.code) == (400, 50035)


def test_a_refused_token_is_no_answer_about_anything_else() -> None:
    with pytest.raises(Unauthorized) as refused:
        Fake(an_error(401)).discord.fetch_guild(GUILD)
    assert not isinstance(refused.value, DiscordError)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize(
    "silence",
    [
        httpx.Response(500),
        httpx.Response(502, text="bad gateway"),
        httpx.ReadTimeout("x"),
        httpx.ConnectError("x"),
        httpx.RemoteProtocolError("x"),
    ],
)
def test_silence_and_failures_make_discord_unavailable(silence: httpx.Response | Exception) -> None:
    with pytest.raises(Unavailable) as told:
        Fake(silence).discord.fetch_guild(GUILD)
    assert (told.value.who, told.value.retry_after) == ("Discord", None)


@pytest.mark.parametrize(
    ("headers", "body", "seconds"),
    [
        ({"Retry-After": "65"}, {"retry_after": 64.57}, 65.0),
        ({}, {"retry_after": 1.5}, 1.5),
        ({"Retry-After": "soon"}, {"retry_after": 2}, 2.0),
        ({}, {}, 5.0),
        ({}, {"retry_after": None}, 5.0),
    ],
)
def test_a_rate_limit_says_for_how_long(headers: dict[str, str], body: dict[str, Any], seconds: float) -> None:
    with pytest.raises(RateLimited) as told:
        Fake(httpx.Response(429, headers=headers, json=body)).discord.fetch_guild(GUILD)
    assert told.value.retry_after == seconds


def test_a_rate_limit_by_something_in_between_says_for_how_long() -> None:
    with pytest.raises(RateLimited) as told:
        Fake(httpx.Response(429, headers={"Retry-After": "7"}, text="<html>")).discord.fetch_guild(GUILD)
    assert told.value.retry_after == 7.0


def test_headers_that_leave_nothing_ask_for_a_pause() -> None:
    def left(remaining: str, after: str) -> httpx.Response:
        return httpx.Response(
            200, headers={"X-RateLimit-Remaining": remaining, "X-RateLimit-Reset-After": after}, json={"id": "9"}
        )

    fake = Fake(left("1", "9"), left("0", "1.5"), left("0", "0.5"), left("0", "soon"))
    fake.discord.fetch_guild(GUILD)
    assert fake.discord.pause == 0
    for _ in range(3):
        fake.discord.fetch_guild(GUILD)
    assert fake.discord.pause == 1.5
    fake.discord.reset()
    assert fake.discord.pause == 0


def test_what_concerns_one_channel_can_be_taken_out_of_the_pause() -> None:
    def left(after: str) -> httpx.Response:
        headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": after}
        return httpx.Response(200, headers=headers, json={"id": "9"})

    fake = Fake(left("2"), left("9"), left("5"))
    fake.discord.open_dm(UserId("1"))
    for channel in ("8", "9"):
        fake.discord.send(ChannelId(channel), Message("hello"), "nonce")
    assert fake.discord.wait_of(ChannelId("8")) == 9
    assert (fake.discord.pause, fake.discord.wait_of(ChannelId("8"))) == (5, 0)
    assert fake.discord.wait_of(ChannelId("9")) == 5
    assert fake.discord.pause == 2


def test_calls_are_counted_by_status() -> None:
    fake = Fake(httpx.Response(204), httpx.ReadTimeout("x"))
    fake.discord.delete_event(GUILD, EVENT)
    with pytest.raises(Unavailable):
        fake.discord.open_dm(USER)
    fake.discord.open_dm(USER)
    assert dict(fake.discord.calls) == {204: 1, 0: 1, 200: 1}
    fake.discord.reset()
    assert not fake.discord.calls


def test_no_interaction_s_token_is_told_to_the_log() -> None:
    with pytest.raises(DiscordError) as refused:
        Fake(an_error(404, 10015)).discord.edit_original("1", "secret-token", Message("x"))
    assert "secret-token" not in str(refused.value)
    with pytest.raises(Unavailable) as silent:
        Fake(httpx.ReadTimeout("x")).discord.edit_original("1", "secret-token", Message("x"))
    assert "secret-token" not in str(silent.value)
