"""Interaction tokens: opaque to the bot, and with the interaction's id inside."""

import base64
import binascii
import secrets


def token_for(interaction_id: str) -> str:
    text = f"interaction:{interaction_id}:{secrets.token_urlsafe(48)}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def id_in(token: str) -> str:
    """Empty if it is no token."""
    try:
        text = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""
    return text.split(":")[1] if text.startswith("interaction:") else ""
