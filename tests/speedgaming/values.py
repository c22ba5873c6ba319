"""Episodes, tournaments and matches for the import's tests, with what a test does not name filled in."""

from datetime import UTC, datetime, timedelta
from typing import Any

from paddock.ids import MatchId, OrganizationId, PlaceholderId, TournamentId, UserId
from paddock.matches.model import Match, Role
from paddock.placeholders.model import Link, Links
from paddock.speedgaming.episode import BadEpisode, CrewMember, Episode, Player, Schedule
from paddock.speedgaming.plan import Followed, new_match, plan
from paddock.speedgaming.steps import Step, Vanished
from paddock.tournaments.model import Tournament

NOW = datetime(2031, 3, 7, 12, 0, tzinfo=UTC)
START = NOW + timedelta(days=1)
DOT = CrewMember(id=601, name="Dot", discord_id="111111111111111104", role=Role.COMMENTATOR, approved=True)
EVE = CrewMember(id=602, name="Eve", role=Role.TRACKER)
NO_LINKS = Links(organization=OrganizationId("9"))
OPEN, CUP = "lantern-open", "moss-cup"
ADA = Player(id=501, name="Ada", discord_id="111111111111111101")
BEN = Player(id=502, name="Ben")
CYD = Player(id=503, name="Cyd")


def an_episode(id: int = 1, **changes: Any) -> Episode:
    known: dict[str, Any] = {"start": START, "title": "Round 1", "players": (ADA, BEN)}
    return Episode(id=id, **(known | changes))


def a_tournament(id: str = "71", event: str = OPEN, **changes: Any) -> Tournament:
    known = {"organization": OrganizationId("9"), "name": "Open", "slug": f"open-{id}", "speedgaming": event}
    return Tournament(id=TournamentId(id), **(known | changes))


def followed(
    *episodes: Episode, tournament: Tournament | None = None, bad: tuple[BadEpisode, ...] = (), now: datetime = NOW
) -> Followed:
    tournament = tournament or a_tournament()
    theirs = Schedule(episodes=episodes, bad=bad)
    return Followed.make(tournament, tournament.speedgaming or "", theirs, now)


def imported(episode: Episode, by: Tournament | None = None, **changes: Any) -> Match:
    """Our match as the import made it, and as it was changed here afterwards."""
    by = by or a_tournament()
    made = new_match(episode, followed(tournament=by), NO_LINKS)
    return made.model_copy(update={"version": 1, **changes})


def links(**users: str) -> Links:
    """Made by SpeedGaming."""
    made = {PlaceholderId(id): Link(user=UserId(user)) for id, user in users.items()}
    return NO_LINKS.model_copy(update={"users": made, "version": 1})


def planned(*listed: Followed, ours: tuple[Match, ...] = (), linked: Links = NO_LINKS) -> tuple[Step | Vanished, ...]:
    return plan(listed, {match.id: match for match in ours}, linked)


def only_step(*listed: Followed, ours: tuple[Match, ...] = (), linked: Links = NO_LINKS) -> Step | Vanished:
    (step,) = planned(*listed, ours=ours, linked=linked)
    return step


def match_id(episode: int) -> MatchId:
    return MatchId(f"sg{episode}")
