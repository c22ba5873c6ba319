"""Who gets in at the HTTP door, and what the others are told."""

import base64
import json
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from nacl.signing import SigningKey

from tests.functions.conftest import Door, loaded
from tests.support.aws import Account
from tests.support.logged import Log
from tests.support.payloads import a_command

PING = b'{"type": 1}'
EVENT_PING = b'{"version": 1, "application_id": "1", "type": 0}'
MINUTE = 60
KEYS = ("id", "type", "data", "name", "options", "value", "event", "guild", "guild_id", "member", "user", "permissions")


def test_a_ping_is_answered_with_a_pong(door: Door) -> None:
    answer = door.post(PING)
    assert answer["statusCode"] == 200
    assert json.loads(answer["body"]) == {"type": 1}
    assert answer["headers"]["content-type"] == "application/json"


def test_a_ping_on_the_events_path_is_answered_with_204_and_nothing(door: Door) -> None:
    answer = door.post(EVENT_PING, path="/events")
    assert (answer["statusCode"], answer["body"]) == (204, "")
    assert answer["headers"]["content-type"] == "application/json"


def test_the_paths_may_stand_behind_a_stage(door: Door) -> None:
    assert door.post(EVENT_PING, path="/prod/events")["statusCode"] == 204
    assert door.post(PING, path="/prod/interactions")["statusCode"] == 200


def test_a_body_may_come_as_text_or_in_base64(door: Door) -> None:
    body = '{"type": 1, "name": "Zoë"}'
    assert door.post(body.encode())["statusCode"] == 200
    assert door.post(body.encode(), body=body, isBase64Encoded=False)["statusCode"] == 200


def test_header_names_may_be_in_any_case(door: Door) -> None:
    headers = {name.title(): value for name, value in door.headers(PING).items()}
    assert door.post(PING, headers=headers)["statusCode"] == 200


INCOMPLETE: dict[str, dict[str, str]] = {
    "no headers": {},
    "no signature": {"x-signature-timestamp": "1780000000"},
    "no timestamp": {"x-signature-ed25519": "00" * 64},
}
FORGED: dict[str, dict[str, str]] = {
    "an empty signature": {"x-signature-ed25519": ""},
    "a signature that is no hex": {"x-signature-ed25519": "z" * 128},
    "a short signature": {"x-signature-ed25519": "00" * 63},
    "a long signature": {"x-signature-ed25519": "00" * 65},
    "a signature of zeros": {"x-signature-ed25519": "00" * 64},
    "an empty timestamp": {"x-signature-timestamp": ""},
    "a timestamp that is no number": {"x-signature-timestamp": "now"},
    "a timestamp of 400 digits": {"x-signature-timestamp": "9" * 400},
    "a timestamp in other digits than ours": {"x-signature-timestamp": "\u0661\u0662"},
    "a timestamp that no encoding takes": {"x-signature-timestamp": "\ud800"},
    "another timestamp than the signed one": {"x-signature-timestamp": str(int(time.time()) - 1)},
}


@pytest.mark.parametrize("case", INCOMPLETE)
def test_what_is_not_signed_is_refused_with_401(door: Door, case: str) -> None:
    assert door.post(PING, headers=INCOMPLETE[case])["statusCode"] == 401


@pytest.mark.parametrize("case", FORGED)
def test_a_forgery_is_refused_with_401(door: Door, case: str) -> None:
    assert door.post(PING, headers={**door.headers(PING), **FORGED[case]})["statusCode"] == 401


@pytest.mark.parametrize("body", ["a", "\u00e9", "\ud800"])
@pytest.mark.parametrize("encoded", [True, False])
def test_a_body_that_nobody_can_have_signed_is_refused_with_401(door: Door, body: str, encoded: bool) -> None:
    assert door.post(PING, body=body, isBase64Encoded=encoded)["statusCode"] == 401


@given(
    headers=st.dictionaries(
        st.sampled_from(["x-signature-ed25519", "X-Signature-Timestamp", "host"]),
        st.text() | st.text("0123456789abcdef", min_size=100, max_size=140) | st.integers().map(str),
    ),
    body=st.none() | st.text(st.characters()) | st.just("eA" * 50_000),
    encoded=st.booleans(),
    path=st.sampled_from(["/interactions", "/events", "/"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])  # the door keeps nothing
def test_whatever_is_not_signed_is_refused_and_breaks_nothing(
    door: Door, headers: dict[str, str], body: str | None, encoded: bool, path: str
) -> None:
    answer = door.post(PING, path=path, headers=headers, body=body, isBase64Encoded=encoded)
    assert answer["statusCode"] in {401, 413}


@given(
    body=st.binary()
    | st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(KEYS) | st.text(), inner),
    ).map(lambda value: json.dumps(value).encode()),
    path=st.sampled_from(["/interactions", "/events"]),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_signed_gets_an_answer(door: Door, account: Account, body: bytes, path: str) -> None:
    assert door.post(body, path=path)["statusCode"] in {200, 204, 400}


def test_another_body_than_the_signed_one_is_refused_with_401(door: Door) -> None:
    assert door.post(PING, body=base64.b64encode(PING + b" ").decode())["statusCode"] == 401


def test_the_signature_of_another_application_is_refused_with_401(door: Door) -> None:
    other = Door(SigningKey.generate(), door.module)
    assert other.post(PING)["statusCode"] == 401


def test_without_a_public_key_nobody_gets_in(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_PUBLIC_KEY", "")
    assert Door(door.key, loaded()).post(PING)["statusCode"] == 401


@pytest.mark.parametrize(
    ("path", "body", "age", "status"),
    [
        ("/interactions", PING, 4.9 * MINUTE, 200),
        ("/interactions", PING, 5.2 * MINUTE, 401),
        ("/interactions", PING, -4.9 * MINUTE, 200),
        ("/interactions", PING, -5.2 * MINUTE, 401),
        ("/events", EVENT_PING, 14.9 * MINUTE, 204),
        ("/events", EVENT_PING, 15.2 * MINUTE, 401),
        ("/events", EVENT_PING, -15.2 * MINUTE, 401),
    ],
)
def test_a_timestamp_far_from_the_clock_is_a_replay(
    door: Door, path: str, body: bytes, age: float, status: int
) -> None:
    assert door.post(body, path=path, age=age)["statusCode"] == status


def test_a_body_over_64_kib_is_refused_with_413(door: Door) -> None:
    fitting = PING + b" " * (64 * 1024 - len(PING))
    assert door.post(fitting)["statusCode"] == 200
    assert door.post(fitting + b" ")["statusCode"] == 413


NOT_INTERACTIONS = {
    "nothing": b"",
    "text": b"hello",
    "half an object": b'{"type": 1',
    "bytes that are no UTF-8": b'{"type": "\xff"}',
    "a list": b"[1]",
    "a number": b"1",
    "null": b"null",
    "a string": b'"type"',
    "an object without a type": b"{}",
    "nesting without end": b"[" * 60_000,
    "a type that nobody knows": b'{"type": 77, "id": "1"}',
    "a command without anything": b'{"type": 2}',
    "a command with a list for its data": json.dumps({**a_command("ping"), "data": [1]}).encode(),
}


@pytest.mark.parametrize("case", NOT_INTERACTIONS)
def test_what_is_signed_but_no_interaction_is_refused_with_400(door: Door, account: Account, case: str) -> None:
    account.calls.clear()
    assert door.post(NOT_INTERACTIONS[case])["statusCode"] == 400
    assert account.calls == []


@pytest.mark.parametrize("body", [b"", b"hello", b"[1]", b"{}"])
def test_what_is_signed_but_no_event_is_refused_with_400(door: Door, body: bytes) -> None:
    assert door.post(body, path="/events")["statusCode"] == 400


def test_pings_and_forgeries_leave_no_line_in_the_log(door: Door, log: Log) -> None:
    door.post(PING)
    door.post(EVENT_PING, path="/events")
    door.post(PING, headers={})
    door.post(PING, age=10 * MINUTE)
    door.post(b"x" * 70_000)
    assert log() == []


def test_every_answer_that_is_not_empty_is_json(door: Door) -> None:
    answers: list[dict[str, Any]] = [door.post(PING), door.post(b"[]"), door.post(PING, headers={})]
    assert [type(json.loads(each["body"])) for each in answers] == [dict, dict, dict]
