"""The HTTP door through the local API Gateway, and the scheduled functions as EventBridge calls them."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from nacl.signing import SigningKey

from tests.stack.conftest import StrictStack
from tests.stack.running import RunningStack

PING = b'{"type": 1}'
EVENT_PING = b'{"version": 1, "application_id": "1", "type": 0}'


def signer(key: SigningKey) -> Callable[[bytes], str]:
    return lambda message: key.sign(message).signature.hex()


@pytest.fixture(scope="session")
def sign(stack: RunningStack) -> Callable[[bytes], str]:
    """As the simulated Discord signs."""
    credentials = json.loads((stack.folder / "discord" / "credentials.json").read_text())
    return signer(SigningKey(bytes.fromhex(credentials["private_key"])))


def test_a_signed_ping_is_answered(stack: RunningStack, sign: Callable[[bytes], str]) -> None:
    answer = stack.post("interactions", PING, sign)
    assert (answer.status_code, answer.json()) == (200, {"type": 1})


def test_a_signed_ping_of_the_webhook_events_is_answered(stack: RunningStack, sign: Callable[[bytes], str]) -> None:
    assert stack.post("events", EVENT_PING, sign).status_code == 204


@pytest.mark.parametrize("path", ["interactions", "events"])
def test_a_forged_signature_is_refused(stack: RunningStack, path: str) -> None:
    assert stack.post(path, PING, signer(SigningKey.generate())).status_code == 401


def test_a_ping_that_the_independent_discord_signed_is_answered(strict_stack: StrictStack) -> None:
    def sign(message: bytes) -> str:
        signature: str = strict_stack.control.sign(message[:10].decode(), message[10:].decode())
        return signature

    assert strict_stack.stack.post("interactions", PING, sign).json() == {"type": 1}


def test_the_independent_discord_knows_the_commands(strict_stack: StrictStack) -> None:
    assert strict_stack.control.commands()
    assert strict_stack.control.problems() == []


@pytest.mark.parametrize("function", ["timeouts", "speedgaming_import", "sync_events", "scoring"])
def test_a_scheduled_function_sums_up_what_it_did_and_may_be_called_again(stack: RunningStack, function: str) -> None:
    at = datetime.now(UTC).replace(second=0, microsecond=0) - timedelta(minutes=1)
    for _ in range(2):
        summary = stack.invoke(function, at)
        assert summary.keys() >= {"due", "done", "failed"}
        assert summary["failed"] == 0
