"""Discord's Ed25519 signature over timestamp and raw body, checked before anything is parsed.

PyNaCl directly: discord-interactions' `verify_key` prints every failure, and Discord probes with bad signatures
on purpose for as long as the endpoint lives.
"""

from nacl.bindings import crypto_sign_open
from nacl.exceptions import BadSignatureError

KEY_BYTES = 32
SIGNATURE_BYTES = 64
MOST_DIGITS = 12
"""In a timestamp: far more than Unix time needs for the next ten thousand years."""
INTERACTION_SKEW = 5 * 60
EVENT_SKEW = 15 * 60
"""Seconds. Webhook events are repeated by Discord for up to ten minutes."""


def is_signed(public_key: bytes, signature: str, timestamp: str, body: bytes, now: float, skew: int) -> bool:
    """Whether `body` came from Discord within `skew` seconds of `now` (Unix time, the real clock's)."""
    if len(public_key) != KEY_BYTES or not _is_number(timestamp):
        return False
    try:
        proof = bytes.fromhex(signature)
        if len(proof) != SIGNATURE_BYTES:
            return False
        crypto_sign_open(proof + timestamp.encode() + body, public_key)
    except (ValueError, BadSignatureError):
        return False
    return abs(now - int(timestamp)) <= skew


def _is_number(timestamp: str) -> bool:
    return timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= MOST_DIGITS
