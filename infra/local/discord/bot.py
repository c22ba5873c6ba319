"""The line to the bot: signed requests to its two endpoints, given up after three seconds."""

import asyncio
import time
from dataclasses import dataclass

import httpx
from nacl.signing import SigningKey

from infra.local.discord.model import Json
from infra.local.discord.rest.call import render

DEADLINE = 3.0
USER_AGENT = "Discord-Interactions/1.0 (+https://discord.com)"


@dataclass(frozen=True)
class Heard:
    """What came back."""

    status: int
    """0: nothing, in time."""
    body: bytes = b""
    content_type: str = ""
    seconds: float = 0.0


class Bot:
    def __init__(self, private_key: str) -> None:
        self._key = SigningKey(bytes.fromhex(private_key))
        self.interactions_url = ""
        self.events_url = ""

    @property
    def is_connected(self) -> bool:
        return bool(self.interactions_url)

    async def tell(self, url: str, body: Json, *, forged: bool = False) -> Heard:
        """The signature is of the real moment, whatever the simulated clock says. `forged` signs wrongly."""
        raw = render(body)
        timestamp = str(int(time.time()))
        signature = self._key.sign(timestamp.encode() + raw).signature.hex()
        headers = {
            "Content-Type": "application/json",
            "User-Agent": USER_AGENT,
            "X-Signature-Timestamp": timestamp,
            "X-Signature-Ed25519": "0" * 128 if forged else signature,
        }
        began = time.monotonic()
        try:
            # A client of its own per request: whoever calls may run on an event loop of his own.
            async with asyncio.timeout(DEADLINE), httpx.AsyncClient(timeout=DEADLINE, verify=False) as client:
                answer = await client.post(url, content=raw, headers=headers)
        except (httpx.HTTPError, TimeoutError):
            return Heard(0, seconds=time.monotonic() - began)
        kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
        return Heard(answer.status_code, answer.content, kind, time.monotonic() - began)
