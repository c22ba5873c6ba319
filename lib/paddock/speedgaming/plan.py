"""What becomes of our matches, given what SpeedGaming lists: decided without a network, a table or a clock."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from paddock.ids import MatchId
from paddock.matches.model import Match, Status
from paddock.speedgaming.episode import Episode, Schedule
from paddock.speedgaming.translation import decided_there, match_id, new_match, source
from paddock.speedgaming.window import Window
from paddock.tournaments.model import Tournament

BEGUN = frozenset({Status.CHECKED_IN, Status.STARTED, Status.FINISHED, Status.CONFIRMED})
KEPT = {"when": "time", "players": "players"}
"""What a match that has begun here keeps, whatever SpeedGaming says."""


@dataclass(frozen=True)
class Followed:
    """A tournament, and what the event that it follows lists."""

    tournament: Tournament
    event: str
    theirs: Schedule
    window: Window


@dataclass(frozen=True)
class Import:
    match: Match

    @property
    def id(self) -> MatchId:
        return self.match.id


@dataclass(frozen=True)
class Update:
    before: Match
    after: Match
    note: str | None = None

    @property
    def id(self) -> MatchId:
        return self.after.id

    @property
    def cancels(self) -> bool:
        return self.after.status is Status.CANCELLED

    @property
    def revives(self) -> bool:
        return self.before.status is Status.CANCELLED

    @property
    def is_seen(self) -> bool:
        """Whether anything changes that hangs on the match: its events, its reminder."""
        return self.after.model_copy(update={"source": self.before.source}) != self.before


@dataclass(frozen=True)
class Unchanged:
    id: MatchId


@dataclass(frozen=True)
class Skip:
    id: MatchId
    note: str


@dataclass(frozen=True)
class Failed:
    id: MatchId | None
    note: str


@dataclass(frozen=True)
class Vanished:
    """Its event does not list it any more: to be looked up by its id."""

    match: Match
    followed: Followed

    @property
    def id(self) -> MatchId:
        return self.match.id


Step = Import | Update | Unchanged | Skip | Failed
Planned = Step | Vanished


def plan(followed: Sequence[Followed], ours: Mapping[MatchId, Match]) -> tuple[Planned, ...]:
    """One step for each episode and each match that is not listed any more.

    `followed`: all of one organization's that could be asked; `ours`: its imported matches, those that are listed and
    those of the window.
    """
    listed = frozenset(match_id(id) for each in followed for id in each.theirs.listed_ids)
    return (*_listed(followed, ours), *_unusable(followed), *_unlisted(followed, ours, listed))


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
    return _updated(episode, match, followed)


def gone(match: Match) -> Step:
    """SpeedGaming says that it has no such episode."""
    return _noted(match, {"status": Status.CANCELLED}, vanished=True)


def found(match: Match, episode: Episode, followed: Followed) -> Step:
    """SpeedGaming has it, though its event does not list it: it may have been moved far away, or to another event."""
    step = decide(episode, match, followed)
    after = step.after if isinstance(step, Update) else match
    is_amiss = after.when is not None and followed.window.covers(after.when)
    noted = _noted(after, {}, unlisted=is_amiss)
    return Update(match, noted.after) if noted.after != match else Unchanged(match.id)


def named(episode: Episode) -> str:
    return f"{episode.title} ({episode.id})"


def _noted(match: Match, changes: Mapping[str, Any], **about: bool) -> Update:
    assert match.source, "only imported matches are looked up"
    after = match.model_copy(update={**changes, "source": match.source.model_copy(update=about)})
    return Update(match, after)


def _listed(followed: Sequence[Followed], ours: Mapping[MatchId, Match]) -> Iterable[Step]:
    """Where two tournaments list one episode, it goes to the first; a later one may look further ahead."""
    taken: set[MatchId] = set()
    for each in followed:
        for episode in each.theirs.episodes:
            id = match_id(episode.id)
            match = ours.get(id)
            if id not in taken and (match or each.window.covers(episode.start)):
                taken.add(id)
                yield decide(episode, match, each)


def _unusable(followed: Sequence[Followed]) -> Iterable[Failed]:
    for each in {each.event: each for each in followed}.values():
        for bad in each.theirs.bad:
            what = f"Episode {bad.id}" if bad.id else f"{each.event}, episode {bad.position}"
            yield Failed(match_id(bad.id) if bad.id else None, f"{what}: {bad.reason}")


def _unlisted(
    followed: Sequence[Followed], ours: Mapping[MatchId, Match], listed: frozenset[MatchId]
) -> Iterable[Skip | Vanished]:
    widest = {each.event: each for each in sorted(followed, key=lambda each: each.window.until)}
    for match in ours.values():
        if match.source is None or match.source.unlisted or match.id in listed or match.status.is_over:
            continue
        each = widest.get(match.source.event)
        if each is None or match.when is None or not each.window.surely_covers(match.when):
            continue
        if match.status in BEGUN:
            yield Skip(match.id, f"{match.title} ({match.source.episode}) is {match.status} here, though not listed")
        else:
            yield Vanished(match, each)


def _updated(episode: Episode, match: Match, followed: Followed) -> Update | Skip:
    assert match.source, "only imported matches are updated"
    told = source(episode, followed.event)
    wanted = decided_there(episode)
    withheld = [name for name in KEPT if match.status in BEGUN and wanted[name] != getattr(match, name)]
    for name in withheld:
        del wanted[name]
    if withheld:
        # Still to be taken over, should the match be set back to before its start.
        told = told.model_copy(update={"fingerprint": match.source.fingerprint})
    if match.source.event != followed.event:
        wanted["tournament"] = followed.tournament.id
    if match.source.stream != episode.stream:
        wanted["stream"] = episode.stream
    if match.source.vanished:
        wanted["status"] = Status.SCHEDULED
    after = match.model_copy(update={**wanted, "source": told})
    stays = " and ".join(KEPT[name] for name in withheld)
    note = f"{named(episode)} is {match.status} here and keeps its {stays}" if withheld else None
    return Skip(match.id, note) if note and after == match else Update(match, after, note)
