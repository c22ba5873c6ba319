"""What becomes of our matches, given what SpeedGaming lists: decided without a network, a table or a clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from paddock.ids import MatchId
from paddock.matches.model import Match, Source, Status
from paddock.speedgaming.episode import BadEpisode, Episode, Schedule
from paddock.speedgaming.steps import Failed, Import, Skip, Step, Unchanged, Update, Vanished
from paddock.speedgaming.translation import decided_there, match_id, new_match, source
from paddock.speedgaming.window import Window
from paddock.tournaments.model import Tournament

BEGUN = frozenset({Status.CHECKED_IN, Status.STARTED, Status.FINISHED, Status.CONFIRMED})
KEPT = {"when": "time", "players": "players"}
"""What a match that has begun here keeps, whatever SpeedGaming says."""


@dataclass(frozen=True)
class Followed:
    """A tournament, and what the event that it follows lists inside the tournament's window."""

    tournament: Tournament
    event: str
    theirs: Schedule
    window: Window

    @classmethod
    def make(cls, tournament: Tournament, event: str, theirs: Schedule, now: datetime) -> "Followed":
        """`theirs` may reach further, for the sake of others that follow the same event."""
        window = Window.ahead(tournament.speedgaming_days, now)
        inside = tuple(each for each in theirs.episodes if window.covers(each.start))
        return cls(tournament, event, Schedule(episodes=inside, bad=theirs.bad), window)


def plan(followed: Sequence[Followed], ours: Mapping[MatchId, Match]) -> tuple[Step | Vanished, ...]:
    """One step for each episode, and for each of our matches that is not listed any more.

    `followed`: all of one organization's that could be asked. `ours`: of its matches those that are listed, and those
    inside the windows.
    """
    return (*_listed(followed, ours), *_unusable(followed), *_unlisted(followed, ours))


def decide(episode: Episode, match: Match | None, followed: Followed) -> Step:
    id = match_id(episode.id)
    if not episode.players:
        return Skip(id, f"{named(episode)} has no players yet")
    if match is None or match.source is None:
        return Import(new_match(episode, followed.tournament, followed.event))
    if match.status is Status.CANCELLED and not match.source.vanished:
        return Skip(id, f"{named(episode)} was cancelled here")
    if match.source == source(episode, followed.event):
        return Unchanged(id)
    return _updated(episode, match, match.source, followed)


def gone(vanished: Vanished) -> Step:
    """SpeedGaming says that it has no such episode."""
    source = vanished.source.model_copy(update={"vanished": True})
    before = vanished.match
    return Update(before, before.model_copy(update={"status": Status.CANCELLED, "source": source}))


def found(vanished: Vanished, episode: Episode, followed: Followed) -> Step:
    """SpeedGaming has it, though its event does not list it: it was moved out of the window, or to another event."""
    before = vanished.match
    step = decide(episode, before, followed)
    after = step.after if isinstance(step, Update) else before
    source = after.source or vanished.source
    if after.when and followed.window.surely_covers(after.when):
        after = after.model_copy(update={"source": source.model_copy(update={"unlisted": True})})
    return Update(before, after) if after != before else Unchanged(before.id)


def following(vanished: Vanished, followed: Sequence[Followed]) -> Followed:
    return _widest(followed)[vanished.source.event]


def named(episode: Episode) -> str:
    return f"{episode.title} ({episode.id})"


def _listed(followed: Sequence[Followed], ours: Mapping[MatchId, Match]) -> Iterable[Step]:
    """An episode that two tournaments list goes to the first of them."""
    taken: set[int] = set()
    for each in followed:
        for episode in each.theirs.episodes:
            if episode.id not in taken:
                taken.add(episode.id)
                yield decide(episode, ours.get(match_id(episode.id)), each)


def _unusable(followed: Sequence[Followed]) -> Iterable[Failed]:
    for event, each in _widest(followed).items():
        yield from (Failed(match_id(bad.id) if bad.id else None, _complaint(bad, event)) for bad in each.theirs.bad)


def _complaint(bad: BadEpisode, event: str) -> str:
    what = f"episode {bad.id}" if bad.id else f"the episode at place {bad.position}"
    return f"{event}, {what}: {bad.reason}"


def _unlisted(followed: Sequence[Followed], ours: Mapping[MatchId, Match]) -> Iterable[Skip | Vanished]:
    listed = frozenset(id for each in followed for id in each.theirs.listed_ids)
    widest = _widest(followed)
    for match in ours.values():
        source = match.source
        if source is None or source.unlisted or source.episode in listed or match.status.is_over:
            continue
        each = widest.get(source.event)
        if each is None or match.when is None or not each.window.surely_covers(match.when):
            continue
        if match.status in BEGUN:
            yield Skip(match.id, f"{match.title} ({source.episode}) is {match.status} here, though no longer listed")
        else:
            yield Vanished(match, source)


def _widest(followed: Sequence[Followed]) -> dict[str, Followed]:
    """By event, of those that follow it the one that looks furthest ahead."""
    return {each.event: each for each in sorted(followed, key=lambda each: each.window.until)}


def _updated(episode: Episode, match: Match, before: Source, followed: Followed) -> Update | Skip:
    wanted = decided_there(episode)
    told = source(episode, followed.event)
    withheld = [name for name in KEPT if match.status in BEGUN and wanted[name] != getattr(match, name)]
    for name in withheld:
        del wanted[name]
    if withheld:
        # Still to be taken over, should the match be set back to before its start.
        told = told.model_copy(update={"fingerprint": before.fingerprint})
    if before.event != followed.event:
        wanted["tournament"] = followed.tournament.id
    if before.stream != episode.stream:
        wanted["stream"] = episode.stream
    if before.vanished:
        wanted["status"] = Status.SCHEDULED
    after = match.model_copy(update={**wanted, "source": told})
    if not withheld:
        return Update(match, after)
    note = f"{named(episode)} is {match.status} here and keeps its {' and '.join(KEPT[name] for name in withheld)}"
    return Update(match, after, note) if after != match else Skip(match.id, note)
