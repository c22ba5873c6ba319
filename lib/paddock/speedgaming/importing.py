"""Carries the plan out for one organization: each match in one transaction with all that follows from its change."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from paddock.change import NOTHING, Change
from paddock.errors import Conflict
from paddock.ids import MatchId, TournamentId
from paddock.matches.model import Match
from paddock.matches.plans import followed_up
from paddock.matches.records import created, saved
from paddock.organizations.model import Organization
from paddock.placeholders import records as placeholders
from paddock.placeholders.model import Links
from paddock.placeholders.rules import placeholders as placeholders_in
from paddock.speedgaming.asking import Asking, NotAsked
from paddock.speedgaming.batches import MOST_ITEMS, Writing, batches, fits
from paddock.speedgaming.episode import Episode, Schedule
from paddock.speedgaming.feed import FeedError
from paddock.speedgaming.learning import learned, named
from paddock.speedgaming.plan import Followed, following, found, gone, plan
from paddock.speedgaming.reporting import Report, Silence
from paddock.speedgaming.steps import Failed, Import, Skip, Step, Unchanged, Update, Vanished
from paddock.speedgaming.translation import match_id
from paddock.speedgaming.turns import rotated
from paddock.speedgaming.window import Window
from paddock.store.table import MOST_WRITES
from paddock.tools import Tools
from paddock.tournaments.model import Tournament
from paddock.tournaments.records import unchanged

MOST_MATCHES = 20_000


def imported(
    tenant: Organization,
    tournaments: Mapping[str, Sequence[Tournament]],
    answers: Mapping[str, Schedule | Silence],
    links: Links,
    asking: Asking,
    tools: Tools,
) -> Report:
    """`tournaments` by the event that they follow; `answers`: what those list, or why that is not known."""
    heard = {event: answers[event] for event in tournaments}
    silences = [answer for answer in heard.values() if isinstance(answer, Silence)]
    followed = [
        Followed.make(tournament, event, answer, tools.now)
        for event, answer in heard.items()
        if isinstance(answer, Schedule)
        for tournament in tournaments[event]
    ]
    steps = Importer(tenant, followed, links, asking, tools).run() if followed else ()
    return Report.make(followed, steps, silences)


@dataclass(frozen=True)
class Importer:
    tenant: Organization
    followed: Sequence[Followed]
    links: Links
    asking: Asking
    tools: Tools

    def run(self) -> tuple[Step, ...]:
        """What was done, step by step. A transaction that somebody else's change refuses is decided again, in parts."""
        steps = self._steps()
        importer = self._having_learned(steps)
        if importer.links != self.links:
            steps = importer._steps()
        steps, lost = importer._commit(steps, MOST_ITEMS)
        if not lost:
            return steps
        return (*(step for step in steps if step.id not in lost), *importer._read_again()._once_more(lost))

    def _having_learned(self, steps: Iterable[Step]) -> "Importer":
        """Of the people of whom SpeedGaming says for the first time who they are, where anything changed there."""
        settled = {step.id for step in steps if isinstance(step, Unchanged)}
        changed = [each for each in self._episodes() if match_id(each.id) not in settled]
        try:
            return self._learned(changed)
        except Conflict:
            return self._read_again()._learned(changed)

    def _learned(self, changed: Sequence[Episode]) -> "Importer":
        links = learned(self.tenant.id, named(changed, self.links), self.links, self.tools)
        return replace(self, links=links)

    def _read_again(self) -> "Importer":
        self.tools.commit(NOTHING)  # what was read before is forgotten
        known = self.tools.tournaments.find_many(self.tenant.id, [each.tournament.id for each in self.followed])
        followed = [replace(each, tournament=known[each.tournament.id]) for each in self.followed]
        return replace(self, followed=followed, links=self.tools.placeholders.links(self.tenant.id))

    def _once_more(self, lost: set[MatchId]) -> tuple[Step, ...]:
        again = tuple(step for step in self._steps(lost) if step.id in lost)
        again, still_lost = self._commit(again, 1)
        return tuple(_contested(step) if step.id in still_lost else step for step in again)

    def _episodes(self) -> Iterable[Episode]:
        return (episode for each in self.followed for episode in each.theirs.episodes)

    def _steps(self, fresh: Collection[MatchId] = ()) -> tuple[Step, ...]:
        ours = self._ours(fresh)
        steps = self._all_looked_up(plan(self.followed, ours, self.links, self._deleted(ours)))
        tournaments = self._tournaments(steps)
        return tuple(self._admitted(step, tournaments) for step in steps)

    def _admitted(self, step: Step, tournaments: Mapping[TournamentId, Tournament]) -> Step:
        """A tournament that was deleted takes no changes, one that stopped following takes nothing from SpeedGaming."""
        if not isinstance(step, Import | Update):
            return step
        tournament = tournaments[_after(step).tournament]
        stopped = {each.tournament.id for each in self.followed if each.tournament.followed != each.event}
        if tournament.archived or tournament.id in stopped:
            return Skip(step.id, f"the tournament of match {step.id} follows SpeedGaming no more")
        return step

    def _ours(self, fresh: Collection[MatchId]) -> dict[MatchId, Match]:
        """One query for the windows, and one read of what it misses: matches from elsewhere, and those of `fresh`,
        of which the query's index may not know yet."""
        window = Window.around(each.window for each in self.followed)
        near = self.tools.matches.between(self.tenant.id, window.since, window.until, MOST_MATCHES)
        known = {match.id: match for match in near}
        listed = [match_id(each.id) for one in self.followed for each in one.theirs.episodes if one.takes(each)]
        missing = [id for id in listed if id not in known]
        return known | self.tools.matches.find_many(self.tenant.id, [*missing, *fresh])

    def _deleted(self, ours: Mapping[MatchId, Match]) -> frozenset[TournamentId]:
        listed = {match_id(each.id) for each in self._episodes()} & ours.keys()
        elsewhere = {ours[id].tournament for id in listed} - {each.tournament.id for each in self.followed}
        found = self.tools.tournaments.find_many(self.tenant.id, sorted(elsewhere)) if elsewhere else {}
        return frozenset(each.id for each in found.values() if each.archived)

    def _all_looked_up(self, steps: Sequence[Step | Vanished]) -> list[Step]:
        """Beginning with another one each time: those whose look-up fails do not keep the rest from theirs."""
        vanished = rotated([step for step in steps if isinstance(step, Vanished)], self.tools.now)
        answers = {step.id: self._looked_up(step) for step in vanished}
        return [answers[step.id] if isinstance(step, Vanished) else step for step in steps]

    def _looked_up(self, step: Vanished) -> Step:
        told = f"{_named(step.match)} is no longer listed and"
        try:
            episode = self.asking.episode(step.source.episode, self.tenant.id)
        except NotAsked as error:
            return Skip(step.id, f"{told} {error.reason}")
        except FeedError as error:
            return Failed(step.id, f"{told} could not be looked up: {error.reason}")
        if episode is None:
            return gone(step, self.tools.now)
        return found(step, episode, following(step, self.followed), self.links)

    def _commit(self, steps: Sequence[Step], most: int) -> tuple[tuple[Step, ...], set[MatchId]]:
        """In transactions of up to `most` items: the steps, failed where one alone is too large for any, and the ids
        of the matches whose transaction was refused."""
        acting = [step for step in steps if isinstance(step, Import | Update)]
        self._note_placeholders(acting)
        too_large: dict[MatchId | None, Failed] = {}
        lost: set[MatchId] = set()
        for ids, change in batches(self._fitting(acting, too_large), most):
            try:
                self.tools.commit(change)
            except Conflict:
                lost |= ids
        return tuple(too_large.get(step.id, step) for step in steps), lost

    def _fitting(self, steps: Sequence[Import | Update], too_large: dict[MatchId | None, Failed]) -> Iterable[Writing]:
        """The others are put into `too_large`."""
        for step, change in zip(steps, self._changes(steps), strict=True):
            if fits(change):
                yield step.id, change
            else:
                too_large[step.id] = _too_large(_after(step), change)

    def _note_placeholders(self, steps: Iterable[Import | Update]) -> None:
        """Ahead of the matches, of which each alone may fill a transaction: to be noted where one is not does no harm,
        to be in a match unnoted does."""
        pairs = ((step.before if isinstance(step, Update) else None, _after(step)) for step in steps)
        noted = {put.key: put for before, after in pairs for put in placeholders.appeared(before, after)}
        writes = iter(noted.values())
        while some := tuple(islice(writes, MOST_ITEMS)):
            self.tools.commit(Change(some))

    def _changes(self, steps: Sequence[Import | Update]) -> Iterable[Change]:
        """Each is held to its tournament as read: nothing is put into one that is deleted meanwhile."""
        tournaments = self._tournaments(steps)
        for step in steps:
            tournament = tournaments[_after(step).tournament]
            held = unchanged(tournament)
            if placeholders_in(_after(step)):
                held += placeholders.unchanged(self.links)
            yield self._change(step, tournament) + held

    def _tournaments(self, steps: Iterable[Step]) -> dict[TournamentId, Tournament]:
        """A match may have been put into a tournament that follows nothing."""
        known = {each.tournament.id: each.tournament for each in self.followed}
        wanted = {_after(step).tournament for step in steps if isinstance(step, Import | Update)}
        missing = wanted - known.keys()
        return known | (self.tools.tournaments.find_many(self.tenant.id, missing) if missing else {})

    def _change(self, step: Import | Update, tournament: Tournament) -> Change:
        match step:
            case Import(match):
                change = created(match, "match.imported")
                return change + followed_up(None, match, tournament, self.tenant, self.tools.now)
            case Update(before, after):
                change = saved(before, after, self.tools.now, _action(step))
                return change + followed_up(before, after, tournament, self.tenant, self.tools.now)


def _after(step: Import | Update) -> Match:
    return step.match if isinstance(step, Import) else step.after


def _action(update: Update) -> str:
    if update.cancels:
        return "match.vanished"
    return "match.returned" if update.revives else "match.changed"


def _named(match: Match) -> str:
    return f"{match.title} ({match.source.episode})" if match.source else f"{match.title}"


def _too_large(match: Match, change: Change) -> Failed:
    """People to be told, above all: each is an item of the same transaction."""
    what = f"{_named(match)} changes too much at once: {change.size} items, of which {MOST_WRITES} can be written"
    return Failed(match.id, f"{what}. With fewer people on its crew it fits.")


def _contested(step: Step) -> Failed:
    return Failed(step.id, f"match {step.id} was changed by somebody else at the same moment; the next cycle follows")
