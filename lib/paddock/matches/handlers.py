"""Commands about matches: read, decide, write, show."""

from typing import Any

from paddock.call import Call
from paddock.discord.answer import Answer, Reply
from paddock.ids import MatchId, PersonId, TournamentId, UserId
from paddock.instants import instant_or_none, suggest_instants
from paddock.matches import records, rules, views
from paddock.matches.agenda import list_matches, list_my_matches, turn_my_page, turn_page
from paddock.matches.asks import (
    CancelMatch,
    CreateMatch,
    EditMatch,
    ListMatches,
    ListMyMatches,
    ShowMatch,
    TakeStep,
    TellResult,
    TurnMyPage,
    TurnPage,
    UndoStep,
)
from paddock.matches.model import MOST_PLAYERS, Match, Player
from paddock.matches.plans import followed_up
from paddock.matches.seeds import checked_seed
from paddock.matches.stepping import cancel_match, take_step, undo_step
from paddock.matches.streams import channel_name
from paddock.matches.suggestions import (
    suggest_begun_matches,
    suggest_matches,
    suggest_open_matches,
    suggest_players,
    suggest_winner,
)
from paddock.matches.telling import tell_result
from paddock.permissions import Permission
from paddock.routes import Route
from paddock.tools import Tools
from paddock.tournaments.access import check_organizer
from paddock.tournaments.model import Listed, Tournament
from paddock.tournaments.records import unchanged
from paddock.tournaments.rules import check_open
from paddock.tournaments.suggestions import suggest_organized_tournaments, suggest_tournaments
from paddock.typed import text_or_none

PLAYER_OPTIONS = tuple(f"player{number}" for number in range(1, MOST_PLAYERS + 1))


def create_match(ask: CreateMatch, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament)
    check_organizer(tournament, call)
    check_open(tournament)
    players = tuple(_player(user, call) for user in (getattr(ask, name) for name in PLAYER_OPTIONS) if user)
    match = Match(
        organization=call.tenant,
        id=MatchId(call.id),
        tournament=tournament.id,
        title=text_or_none(ask.title),
        when=instant_or_none(ask.when, call),
        players=rules.checked_players(players),
        stream=_stream(ask.stream),
        comment=text_or_none(ask.comment),
        seed=_seed(ask.seed),
    )
    planned = followed_up(None, match, tournament, call.organization, call.now, call.user)
    tools.commit(records.created(match) + planned + unchanged(tournament))
    return Reply(views.card(match, tournament, call.now, _hint(tournament, call)), private=False)


def edit_match(ask: EditMatch, call: Call, tools: Tools) -> Answer:
    match = tools.matches.get(call.tenant, ask.match)
    tournament = tools.tournaments.get(call.tenant, ask.tournament or match.tournament)
    check_organizer(tournament, call)
    if tournament.id != match.tournament:
        check_organizer(_known(match.tournament, call, tools), call)
    check_open(tournament)
    followed = tools.tournaments.directory(call.tenant).followed
    after = rules.edited(match, _changes(ask, match, tournament.id, call), followed)
    planned = followed_up(match, after, tournament, call.organization, call.now, call.user)
    tools.commit(records.saved(match, after, call.now) + planned + unchanged(tournament))
    told = " ".join(part for part in ("Changed.", views.went(match, after), _hint(tournament, call)) if part)
    return Reply(views.card(after, tournament, call.now, told))


def show_match(ask: ShowMatch, call: Call, tools: Tools) -> Answer:
    match = tools.matches.get(call.tenant, ask.match)
    return Reply(views.card(match, _known(match.tournament, call, tools), call.now))


def _known(tournament: TournamentId, call: Call, tools: Tools) -> Tournament | Listed:
    """As it is listed, which costs no read, unless it was deleted."""
    listed = tools.tournaments.directory(call.tenant).find(tournament)
    return listed or tools.tournaments.get(call.tenant, tournament)


def _hint(tournament: Tournament, call: Call) -> str:
    return views.no_event(tournament, refused=call.server.has_trouble(str(Permission.CREATE_EVENTS.name)))


def _changes(ask: EditMatch, match: Match, tournament: TournamentId, call: Call) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if ask.tournament is not None:
        changes["tournament"] = tournament
    if ask.when is not None:
        changes["when"] = instant_or_none(ask.when, call)
    if ask.title is not None:
        changes["title"] = text_or_none(ask.title)
    if ask.stream is not None:
        changes["stream"] = _stream(ask.stream)
    if ask.comment is not None:
        changes["comment"] = text_or_none(ask.comment)
    if ask.seed is not None:
        changes["seed"] = _seed(ask.seed)
    named = [getattr(ask, name) for name in PLAYER_OPTIONS]
    if any(named) or ask.remove:
        players = rules.without(match.players, ask.remove) if ask.remove else match.players
        changes["players"] = _replaced(players, named, call)
    return changes


def _replaced(players: tuple[Player, ...], named: list[UserId | None], call: Call) -> tuple[Player, ...]:
    """Each option takes the place of its number, or adds a player behind the last."""
    kept = list(players)
    for place, user in enumerate(named):
        if user and place < len(kept):
            kept[place] = _player(user, call)
        elif user:
            kept.append(_player(user, call))
    return tuple(kept)


def _player(user: UserId, call: Call) -> Player:
    if user in call.bots:
        raise rules.BotAsPlayer
    return Player(id=PersonId(user), name=call.names.get(user, user))


def _stream(text: str | None) -> str | None:
    given = text_or_none(text)
    return channel_name(given) if given else None


def _seed(text: str | None) -> str | None:
    given = text_or_none(text)
    return checked_seed(given) if given else None


OPEN_MATCH = {"match": suggest_open_matches}
ORGANIZED = {"tournament": suggest_organized_tournaments}
WHEN = {"when": suggest_instants}
PLACES = {"winner": suggest_winner, "second": suggest_players, "third": suggest_players, "fourth": suggest_players}

ROUTES = (
    Route(CreateMatch, create_match, suggest=ORGANIZED | WHEN),
    Route(EditMatch, edit_match, suggest=OPEN_MATCH | ORGANIZED | WHEN),
    Route(CancelMatch, cancel_match, suggest=OPEN_MATCH),
    Route(ShowMatch, show_match, suggest={"match": suggest_matches}),
    Route(TellResult, tell_result, suggest={"match": suggest_begun_matches} | PLACES),
    Route(ListMatches, list_matches, suggest={"tournament": suggest_tournaments}),
    Route(ListMyMatches, list_my_matches),
    Route(TakeStep, take_step),
    Route(UndoStep, undo_step),
    Route(TurnPage, turn_page),
    Route(TurnMyPage, turn_my_page),
)
