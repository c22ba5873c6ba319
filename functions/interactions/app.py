"""The HTTP door: signed interactions and webhook events from Discord.

PINGs and forgeries, with which Discord keeps probing, are answered before anything heavy is imported.
"""

import base64
import json
import os
import time
from typing import Any

from paddock.discord.signature import EVENT_SKEW, INTERACTION_SKEW, is_signed
from paddock.start import quick_start

# There are no plug-ins, for which pydantic would read the description of every installed package.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

MOST_BYTES = 64 * 1024
PUBLIC_KEY = bytes.fromhex(os.environ.get("DISCORD_PUBLIC_KEY", ""))
JSON = {"content-type": "application/json"}
PONG = {"statusCode": 200, "headers": JSON, "body": '{"type": 1}'}
RECEIVED = {"statusCode": 204, "headers": JSON, "body": ""}
INTERACTION_PING, EVENT_PING = 1, 0

Answer = dict[str, Any]


def handler(event: Answer, context: object) -> Answer:
    headers = {name.lower(): value for name, value in event["headers"].items()}
    body = _raw(event)
    if body is None:
        return _refused(401)
    if len(body) > MOST_BYTES:
        return _refused(413)
    is_event = event["rawPath"].endswith("/events")
    skew = EVENT_SKEW if is_event else INTERACTION_SKEW
    signature, timestamp = headers.get("x-signature-ed25519", ""), headers.get("x-signature-timestamp", "")
    if not is_signed(PUBLIC_KEY, signature, timestamp, body, time.time(), skew):
        return _refused(401)
    try:
        payload = json.loads(body)
        kind = payload["type"]
    except (ValueError, TypeError, KeyError, RecursionError):
        return _refused(400)
    if kind == (EVENT_PING if is_event else INTERACTION_PING):
        return RECEIVED if is_event else PONG
    began = time.perf_counter()
    with quick_start():
        rooms = _rooms()
        answer: Answer = rooms.receive_event(payload, began) if is_event else rooms.receive_interaction(payload, began)
    return answer


def _raw(event: Answer) -> bytes | None:
    """None where the body is not what it claims to be, so that nobody can have signed it."""
    body = event.get("body") or ""
    try:
        return base64.b64decode(body) if event.get("isBase64Encoded") else body.encode()
    except ValueError:
        return None


def _refused(status: int) -> Answer:
    return {"statusCode": status, "headers": JSON, "body": "{}"}


def _rooms() -> Any:
    from functions.interactions import reception

    return reception


if os.environ.get("AWS_LAMBDA_INITIALIZATION_TYPE") == "snap-start":
    # Before the snapshot is taken, so that a restored container finds every import done and every client made.
    with quick_start():
        _rooms().prime()
