"""Why a live race is not opened, joined, moved or run, in the words that people read."""

from datetime import datetime

from paddock.discord.text import count, escape, moment
from paddock.errors import BadInput, Refusal


class NoLivePermalink(Refusal):
    def __init__(self, pool: str) -> None:
        super().__init__(
            f"**{escape(pool)}** has no live permalink without a race. Add one with `/async permalink` and "
            "`live: True`, or name one with `permalink`."
        )


class NotLive(BadInput):
    def __init__(self) -> None:
        super().__init__(
            "`permalink`: this one is drawn in runs. A live race takes one that was added with `live: True`."
        )


class RacedAlready(BadInput):
    def __init__(self) -> None:
        super().__init__(
            "`permalink`: it has a race already, and is known once that has started. Leave it out to take one that has "
            "none, or add one with `/async permalink`."
        )


class OtherAsync(BadInput):
    def __init__(self) -> None:
        super().__init__("`race`: it belongs to another async. Pick one from the list that appears while you type.")


class Cancelled(Refusal):
    def __init__(self) -> None:
        super().__init__("This race was cancelled. Watch this channel for another one.")


class TooLateToJoin(Refusal):
    def __init__(self, starts: datetime) -> None:
        super().__init__(f"This race started {moment(starts, 'T')}: nobody can join it any more.")


class TooLateToLeave(Refusal):
    def __init__(self, starts: datetime) -> None:
        super().__init__(f"This race started {moment(starts, 'T')}. `Forfeit` ends your run, and it scores 0.")


class HasStarted(Refusal):
    def __init__(self, starts: datetime) -> None:
        super().__init__(f"This race started {moment(starts, 'T')}: it can't be moved or cancelled any more.")


class NotStarted(Refusal):
    def __init__(self, starts: datetime) -> None:
        super().__init__(f"The race starts {moment(starts, 'T')} ({moment(starts, 'R')}).")


class NotInRace(Refusal):
    def __init__(self) -> None:
        super().__init__("You are not in this race.")


class RaceFull(Refusal):
    def __init__(self, most: int) -> None:
        super().__init__(f"This race has {count(most, 'runner')} already, and there is no room for more.")


class PoolGone(Refusal):
    def __init__(self, pool: str) -> None:
        super().__init__(f"**{escape(pool)}** was taken out of the async: its races can't be joined any more.")


class NoRunLeft(Refusal):
    def __init__(self, pool: str, runs: int) -> None:
        super().__init__(
            f"You have used your {count(runs, 'run')} in **{escape(pool)}**, so there is none left for this race."
        )


class SeenBefore(Refusal):
    def __init__(self) -> None:
        super().__init__("You have seen this race's permalink already, so you can't race it blind.")


class QuestionExpired(Refusal):
    def __init__(self) -> None:
        super().__init__("That was more than a minute ago. Press `Cancel Race` again if you mean it.")
