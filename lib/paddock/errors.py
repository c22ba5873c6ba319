"""What can go wrong, as types: the door decides by the class what the person reads and whether work is repeated."""

from datetime import datetime


class Refusal(Exception):
    """The rules say no. `text` is what the person reads: the fact, and what to do next."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class BadInput(Refusal):
    """An option or a form field that can't be read; its text names the field and shows an example that works."""


class NotFound(Refusal):
    """Not there, or not the caller's to see: the two read the same."""

    def __init__(self, what: str) -> None:
        super().__init__(f"I can't find that {what}. Pick one from the list that appears while you type.")
        self.what = what


class NotAllowed(Refusal):
    """The caller lacks the role or the permission."""


class Conflict(Exception):
    """The item changed between reading and writing; reading again and deciding again may succeed."""


class Repeated(Exception):
    """This very interaction was carried out before."""


class NotYet(Exception):
    """Something else comes first: the same work is to be tried at `until`. Nobody has failed."""

    def __init__(self, until: datetime, reason: str) -> None:
        super().__init__(reason)
        self.until = until


class Soon(NotYet):
    """So soon that the message is held meanwhile, and the rest of its group with it."""


class Unavailable(Exception):
    """Somebody we depend on (`who`) is silent, failing or asking us to wait; the same work may succeed later."""

    def __init__(self, who: str, reason: str, retry_after: float | None = None) -> None:
        super().__init__(f"{who}: {reason}")
        self.who = who
        self.reason = reason
        self.retry_after = retry_after
