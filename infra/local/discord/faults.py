"""Failures made to order: the next requests of the bot answered with an error instead of being done."""

from dataclasses import dataclass

from infra.local.discord.model import Json


@dataclass
class Failure:
    status: int
    times: int
    route: str = ""
    """A part of "METHOD /path/{template}"; empty fits every request."""
    retry_after: float = 1.0
    code: int = 0

    def answer(self) -> tuple[dict[str, str], Json]:
        if self.status != 429:
            return {}, {"message": f"{self.status}: made to fail", "code": self.code}
        headers = {"Retry-After": str(max(1, round(self.retry_after))), "X-RateLimit-Scope": "user"}
        body = {"message": "You are being rate limited.", "retry_after": self.retry_after, "global": False, "code": 0}
        return headers, body


class Failures:
    def __init__(self) -> None:
        self._ordered: list[Failure] = []

    def order(self, failure: Failure) -> None:
        self._ordered.append(failure)

    def clear(self) -> None:
        self._ordered.clear()

    def take(self, route: str) -> Failure | None:
        for failure in self._ordered:
            if failure.route in route:
                failure.times -= 1
                if failure.times <= 0:
                    self._ordered.remove(failure)
                return failure
        return None
