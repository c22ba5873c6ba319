"""What becomes of our matches, given what SpeedGaming lists: decided without a network, a table or a clock."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from paddock.ids import MatchId, TournamentId
from paddock.matches.model import Match, Source, Status
from paddock.matches.rules import stepped, unstepped
from paddock.placeholders.model import Links
from paddock.placeholders.rules import relinked, without_links
from paddock.speedgaming import translation
from paddock.speedgaming.crewing import merged
from paddock.speedgaming.episode import BadEpisode, Episode, Schedule
from paddock.speedgaming.steps import Failed, Import, Skip, Step, Unchanged, Update, Vanished
from paddock.speedgaming.translation import decided_there, match_id
from paddock.speedgaming.window import Window
from paddock.tournaments.model import Tournament

BEGUN = frozenset({Status.CHECKED_IN, Status.STARTED, Status.FINISHED, Status.CONFIRMED})
UNDER_WAY = BEGUN - {Status.CHECKED_IN}
"""Who has only checked in waits for a match that SpeedGaming may call off all the same."""
PLAYED = frozenset({Status.FINISHED, Status.CONFIRMED})
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

    def takes(self, episode: Episode) -> bool:
        return bool(episode.players) or self.tournament.speedgaming_slots


def plan(
    followed: Sequence[Followed],
    ours: Mapping[MatchId, Match],
    links: Links,
    deleted: Collection[TournamentId] = (),
) -> tuple[Step | Vanished, ...]:
    """One step for each episode, and for each of our matches that is not listed any more.

    `followed`: all of one organization's that could be asked. `ours`: of its matches those that are listed, and those
    inside the windows. `deleted`: of the tournaments of what is listed those that are gone.
    """
    return (*_listed(followed, ours, links, deleted), *_unusable(followed), *_unlisted(followed, ours))


def decide(
    episode: Episode, match: Match | None, followed: Followed, links: Links, deleted: Collection[TournamentId] = ()
) -> Step:
    id = match_id(episode.id)
    if not followed.takes(episode):
        return Skip(id, f"{named(episode)} has no players yet")
    if match is None or match.source is None:
        return Import(new_match(episode, followed, links), _left_out(episode, links))
    if match.tournament in deleted and match.status not in PLAYED and followed.window.is_ahead(episode.start):
        return _updated(episode, match, followed, links, adopted=True)
    if match.status is Status.CANCELLED and not match.source.vanished:
        return Skip(id, f"{named(episode)} was cancelled here")
    return _updated(episode, match, followed, links)


def gone(vanished: Vanished, now: datetime) -> Step:
    """SpeedGaming says that it has no such episode."""
    source = vanished.source.model_copy(update={"vanished": True})
    after = stepped(vanished.match, Status.CANCELLED, None, now)
    return Update(vanished.match, after.model_copy(update={"source": source}))


def found(vanished: Vanished, episode: Episode, followed: Followed, links: Links) -> Step:
    """SpeedGaming has it, though its event does not list it: it was moved out of the window, or to another event."""
    before = vanished.match
    step = decide(episode, before, followed, links)
    after = step.after if isinstance(step, Update) else before
    source = after.source or vanished.source
    if after.when and followed.window.surely_covers(after.when):
        after = after.model_copy(update={"source": source.model_copy(update={"unlisted": True})})
    return Update(before, after) if after != before else Unchanged(before.id)


def following(vanished: Vanished, followed: Sequence[Followed]) -> Followed:
    return _widest(followed)[vanished.source.event]


def named(episode: Episode) -> str:
    return f"{episode.title} ({episode.id})"


def _listed(
    followed: Sequence[Followed], ours: Mapping[MatchId, Match], links: Links, deleted: Collection[TournamentId]
) -> Iterable[Step]:
    """An episode that two tournaments list goes to the first of them that takes it."""
    taken: dict[int, tuple[Episode, Followed]] = {}
    for each in followed:
        for episode in each.theirs.episodes:
            if episode.id not in taken or (each.takes(episode) and not taken[episode.id][1].takes(episode)):
                taken[episode.id] = (episode, each)
    for episode, each in taken.values():
        yield decide(episode, ours.get(match_id(episode.id)), each, links, deleted)


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
        told = f"{match.title} ({source.episode})"
        if match.status in UNDER_WAY:
            yield Skip(match.id, f"{told} is {match.status} here, though no longer listed")
        elif source.vanished:
            yield Skip(match.id, f"{told} was taken up again here, though SpeedGaming has it no more")
        else:
            yield Vanished(match, source)


def _widest(followed: Sequence[Followed]) -> dict[str, Followed]:
    """By event, of those that follow it the one that looks furthest ahead."""
    return {each.event: each for each in sorted(followed, key=lambda each: each.window.until)}


def new_match(episode: Episode, followed: Followed, links: Links) -> Match:
    decided = decided_there(episode, links)
    crew = translation.crew(episode, links, decided["players"])
    return Match(
        organization=followed.tournament.organization,
        id=match_id(episode.id),
        tournament=followed.tournament.id,
        stream=episode.stream,
        crew=crew,
        source=translation.source(episode, followed.event, links, decided["players"], crew),
        **decided,
    )


def _updated(episode: Episode, match: Match, followed: Followed, links: Links, *, adopted: bool = False) -> Step:
    """The fingerprint stands in the source: where nothing that is used has changed, nothing differs.

    `adopted`: its own tournament was deleted, for which it had to be cancelled.
    """
    ours = _revived(relinked(match, links))
    assert ours.source is not None
    wanted = decided_there(episode, links)
    withheld = [name for name in KEPT if ours.status in BEGUN and _seen(wanted[name]) != _seen(getattr(ours, name))]
    for name in withheld:
        del wanted[name]
    after = _covered(episode, ours.model_copy(update=wanted), ours.source, followed, links)
    if withheld and after.source:
        # Still to be taken over, should the match be set back to before its start.
        told = after.source.model_copy(update={"fingerprint": ours.source.fingerprint})
        after = after.model_copy(update={"source": told})
    if adopted or ours.source.event != followed.event:
        after = after.model_copy(update={"tournament": followed.tournament.id})
    if not withheld:
        return Update(match, after, remark=_left_out(episode, links)) if after != match else Unchanged(match.id)
    note = f"{named(episode)} is {ours.status} here and keeps its {' and '.join(KEPT[name] for name in withheld)}"
    return Update(match, after, note) if after != match else Skip(match.id, note)


def _seen(value: Any) -> Any:
    """Whether it is the episode or a link that says who somebody is does not make them another player."""
    return without_links(value) if isinstance(value, tuple) else value


def _covered(episode: Episode, match: Match, before: Source, followed: Followed, links: Links) -> Match:
    """With stream and crew: what the feed says otherwise than before overrides what was decided here."""
    crew = translation.crew(episode, links, match.players, before.crew)
    changes: dict[str, Any] = {"crew": merged(before.crew, crew, match.crew, match.players)}
    if before.stream != episode.stream:
        changes["stream"] = episode.stream
    source = translation.source(episode, followed.event, links, match.players, crew)
    return match.model_copy(update={**changes, "source": source})


def _revived(match: Match) -> Match:
    if match.status is not Status.CANCELLED:
        return match
    was_stepped = match.steps and match.steps[-1].after is Status.CANCELLED
    return unstepped(match) if was_stepped else match.model_copy(update={"status": Status.SCHEDULED})


def _left_out(episode: Episode, links: Links) -> str | None:
    names = translation.players_as_crew(episode, links, translation.players(episode, links))
    return f"{', '.join(names)} can't crew a match that they play" if names else None
