"""What the bot did that Discord would not have taken, or would have taken badly, for the drawer and for tests."""

from collections import deque
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Literal

KEPT = 300


@dataclass(frozen=True)
class Problem:
    at: datetime
    level: Literal["error", "warning"]
    """An error is a fault of the bot; a warning is a refusal that a right bot can meet too."""
    what: str
    details: str

    def body(self) -> dict[str, Any]:
        return asdict(self) | {"at": self.at.isoformat()}


class Problems:
    def __init__(self) -> None:
        self._kept: deque[Problem] = deque(maxlen=KEPT)

    def __iter__(self) -> Iterator[Problem]:
        return iter(tuple(self._kept))

    def error(self, at: datetime, what: str, details: str = "") -> None:
        self._kept.append(Problem(at, "error", what, details))

    def warning(self, at: datetime, what: str, details: str = "") -> None:
        self._kept.append(Problem(at, "warning", what, details))

    def clear(self) -> None:
        self._kept.clear()
