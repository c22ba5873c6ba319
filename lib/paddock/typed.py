"""What people type into options that may be cleared."""

from paddock.discord.text import clean

CLEAR = "none"


def is_clear(text: str) -> bool:
    return text.strip().lower() == CLEAR


def text_or_none(text: str | None) -> str | None:
    """What was typed; nothing for `none`, for blanks and for what nobody can see."""
    stripped = (text or "").strip()
    return None if not clean(stripped) or is_clear(stripped) else stripped
