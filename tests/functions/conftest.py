"""The HTTP door with a key of its own, and what it logs."""

import base64
import importlib.util
import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from nacl.signing import SigningKey

from tests.support.logged import Log, logged

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Door:
    """Posts to the function as API Gateway does."""

    key: SigningKey
    module: ModuleType

    def post(self, payload: Any, /, path: str = "/interactions", age: float = 0, **changes: Any) -> dict[str, Any]:
        """Signed as Discord does, `age` seconds ago; `changes` replace parts of the event."""
        raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        answer: dict[str, Any] = self.module.handler({**self.event(raw, path, age), **changes}, None)
        return answer

    def event(self, raw: bytes, path: str = "/interactions", age: float = 0) -> dict[str, Any]:
        return {
            "rawPath": path,
            "headers": self.headers(raw, age),
            "body": base64.b64encode(raw).decode(),
            "isBase64Encoded": True,
        }

    def headers(self, raw: bytes, age: float = 0) -> dict[str, str]:
        timestamp = str(int(time.time() - age))
        signature = self.key.sign(timestamp.encode() + raw).signature.hex()
        return {"x-signature-ed25519": signature, "x-signature-timestamp": timestamp}


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    """The function of an application whose key we know."""
    key = SigningKey.generate()
    monkeypatch.setenv("DISCORD_PUBLIC_KEY", bytes(key.verify_key).hex())
    return Door(key, loaded())


def loaded() -> ModuleType:
    """The function, loaded anew with the environment as it is."""
    spec = importlib.util.spec_from_file_location("door_under_test", ROOT / "functions/interactions/app.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def log() -> Iterator[Log]:
    """The lines that the functions have logged so far."""
    with logged() as lines:
        yield lines
