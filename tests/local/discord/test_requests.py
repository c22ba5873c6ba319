"""Who may ask the API, how often, and what is said about what it does not have."""

import httpx
import pytest

from infra.local.discord.rate_limits import RateLimits
from tests.local.discord.served import USER_AGENT, Served

SEND = "POST /channels/{channel_id}/messages"


def test_a_request_without_a_discord_bot_user_agent_is_blocked(line: Served) -> None:
    answer = line.rest.get("/users/@me", headers={"User-Agent": "python-httpx/0.28"})
    assert (answer.status_code, answer.json()["code"]) == (403, 40333)


def test_a_request_without_the_bots_token_is_unauthorized(line: Served) -> None:
    with httpx.Client(base_url=line.rest.base_url, headers={"User-Agent": USER_AGENT}) as stranger:
        assert stranger.get("/users/@me").json() == {"message": "401: Unauthorized", "code": 0}
    assert line.problems()


def test_a_route_that_is_not_simulated_is_refused_loudly(line: Served) -> None:
    assert line.rest.get(f"/guilds/{line.guild}/bans").status_code == 501
    assert "bans" in line.problems()[0]["what"]


def test_a_body_that_is_not_json_is_refused(line: Served) -> None:
    answer = line.rest.post(
        f"/channels/{line.channel()}/messages", content=b"{", headers={"Content-Type": "application/json"}
    )
    assert answer.json()["code"] == 50109


def test_a_body_of_another_content_type_is_an_invalid_form(line: Served) -> None:
    answer = line.rest.post(f"/channels/{line.channel()}/messages", data={"content": "hi"})
    assert answer.json()["errors"]["_errors"][0]["code"] == "CONTENT_TYPE_INVALID"


def test_unknown_fields_are_ignored_but_pointed_out(line: Served) -> None:
    assert line.send(content="hi", colour="red").status_code == 200
    assert "colour" in line.problems("warning")[0]["details"]


def test_messages_in_one_channel_are_limited_and_the_next_one_is_told_how_long_to_wait(line: Served) -> None:
    answers = [line.send(content=str(number)) for number in range(6)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429]
    assert answers[0].headers["X-RateLimit-Remaining"] == "4"
    assert int(answers[5].headers["Retry-After"]) >= answers[5].json()["retry_after"] > 0
    assert line.send("announcements", content="another bucket").status_code == 200


def test_a_bucket_is_full_again_when_its_window_ends() -> None:
    clock = [0.0]
    limits = RateLimits(lambda: clock[0])
    taken = [limits.take(SEND, "1", counts_globally=False).refusal for _ in range(6)]
    assert [bool(refusal) for refusal in taken] == [False] * 5 + [True]
    clock[0] = 5.0
    assert limits.take(SEND, "1", counts_globally=False).refusal is None


def test_no_more_than_fifty_requests_a_second_go_through_in_all() -> None:
    limits = RateLimits(lambda: 0.0)
    taken = [limits.take("GET /x", str(top), counts_globally=True) for top in range(51)]
    assert [verdict.refusal for verdict in taken[:50]] == [None] * 50
    assert taken[50].headers["X-RateLimit-Global"] == "true"


@pytest.mark.parametrize("status", [500, 503, 429, 403])
def test_the_next_requests_of_a_route_can_be_made_to_fail(line: Served, status: int) -> None:
    line.do("settings/fail", status=status, times=2, route="/messages", retry_after=7)
    answers = [line.send(content="hi") for _ in range(3)]
    assert [answer.status_code for answer in answers] == [status, status, 200]
    assert (answers[0].headers.get("Retry-After") == "7") == (status == 429)
    assert [each["content"] for each in line.messages()] == ["hi"]
