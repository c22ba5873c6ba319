"""Discord's Ed25519 signature over timestamp and raw body, checked before anything is parsed.

PyNaCl directly: discord-interactions' `verify_key` prints every failure, and Discord probes with bad signatures
on purpose for as long as the endpoint lives.
"""

from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

KEY_BYTES = 32
INTERACTION_SKEW = 5 * 60
EVENT_SKEW = 15 * 60
"""Seconds. Webhook events are repeated by Discord for up to ten minutes."""


def is_signed(public_key: bytes, signature: str, timestamp: str, body: bytes, now: float, skew: int) -> bool:
    """Whether `body` came from Discord within `skew` seconds of `now` (Unix time, the real clock's)."""
    if len(public_key) != KEY_BYTES:
        return False
    try:
        age = abs(now - int(timestamp))
        signed = bytes.fromhex(signature) + timestamp.encode() + body
        if len(signature) != 128:
            return False
        crypto_sign_open(signed, public_key)
    except (ValueError, BadSignatureError):
        return False
    return age <= skew
