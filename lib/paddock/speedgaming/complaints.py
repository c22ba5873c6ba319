"""What is wrong with an episode, in words for whoever runs the event."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails

_WORDS = {
    "missing": "is missing",
    "string_type": "should be text",
    "int_type": "should be a whole number",
    "greater_than_equal": "is out of range",
    "less_than": "is out of range",
    "bool_type": "should be true or false",
    "datetime_type": "should be a time as text",
    "list_type": "should be a list",
    "model_type": "should be an object",
}
_TYPE_ERRORS = frozenset(kind for kind in _WORDS if kind.endswith("_type"))


def reason(error: ValidationError) -> str:
    """For example: `match1, player 3: displayName should be text, not a number`."""
    first, *others = error.errors(include_url=False)
    told = f"{_place(first['loc'])} {_complaint(first)}"
    return f"{told} (and {len(others)} more)" if others else told


def _place(location: tuple[int | str, ...]) -> str:
    """The last key behind the way to it; an index is counted from 1 and put beside the list's name in the singular."""
    parts: list[str] = []
    for step in location:
        if isinstance(step, int):
            parts[-1] = f"{parts[-1].removesuffix('s')} {step + 1}"
        else:
            parts.append(step)
    *way, last = parts
    return f"{', '.join(way)}: {last}" if way else last


def _complaint(error: ErrorDetails) -> str:
    wrong = error["type"]
    if wrong == "too_long":
        return f"are {len(error['input'])}, and a match has at most {error['ctx']['max_length']}"
    if wrong in _TYPE_ERRORS:
        return f"{_WORDS[wrong]}, not {kind(error['input'])}"
    return _WORDS.get(wrong, error["msg"])


def kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case bool():
            return "true or false"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "an object"
