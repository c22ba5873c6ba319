"""What is wrong with an option or a form's field that does not fit, in words that say what to do."""

from collections.abc import Mapping

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from paddock.errors import BadInput

LISTED = "pick one from the list that appears while you type"
TEXTS = {
    "missing": "is needed",
    "string_too_long": "may have at most {max_length} characters",
    "string_too_short": "is too short",
    "string_pattern_mismatch": LISTED,
    "enum": "choose one of {expected}",
    "greater_than_equal": "has to be at least {ge}",
    "less_than_equal": "may be at most {le}",
    "extra_forbidden": "is not known (any more); reload Discord with Ctrl+R",
}


def unfit(error: ValidationError, labels: Mapping[str, str] = {}) -> BadInput:
    """`labels`: of the fields that people know by another name."""
    return BadInput("\n".join(_line(each, labels) for each in error.errors()[:5]))


def _line(error: ErrorDetails, labels: Mapping[str, str]) -> str:
    name = ".".join(labels.get(str(part), str(part)) for part in error["loc"]) or "The request"
    text = TEXTS.get(error["type"], "can't be read")
    return f"`{name}`: {text.format(**error.get('ctx', {}))}."
