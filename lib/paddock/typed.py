"""What people type into options that may be cleared."""

CLEAR = "none"


def is_clear(text: str) -> bool:
    return text.strip().lower() == CLEAR


def text_or_none(text: str | None) -> str | None:
    """What was typed; nothing for `none` and for blanks."""
    stripped = (text or "").strip()
    return None if not stripped or is_clear(stripped) else stripped
