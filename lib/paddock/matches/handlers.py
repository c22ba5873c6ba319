"""Commands about matches: read, decide, write, show."""

from datetime import datetime, timedelta
from typing import Any

from paddock import clock
from paddock.call import Call
from paddock.discord.answer import Answer, Reply, Update
from paddock.discord.message import Message
from paddock.ids import MatchId, PersonId, TournamentId, UserId
from paddock.matches import records, rules, views
from paddock.matches.asks import (
    CancelMatch,
    CreateMatch,
    EditMatch,
    ListMatches,
    ListMyMatches,
    ShowMatch,
    TurnMyPage,
    TurnPage,
)
from paddock.matches.model import Match, Player
from paddock.matches.plans import followed_up
from paddock.matches.streams import channel_name
from paddock.matches.suggestions import suggest_matches, suggest_open_matches, suggest_when
from paddock.permissions import Permission
from paddock.routes import Route
from paddock.tools import Tools
from paddock.tournaments.model import Tournament
from paddock.tournaments.records import unchanged
from paddock.tournaments.rules import check_open
from paddock.tournaments.suggestions import suggest_tournaments
from paddock.typed import is_clear, text_or_none

PLAYER_OPTIONS = ("player1", "player2", "player3", "player4")


def create_match(ask: CreateMatch, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament)
    check_open(tournament)
    players = tuple(_player(user, call) for user in (getattr(ask, name) for name in PLAYER_OPTIONS) if user)
    match = Match(
        organization=call.tenant,
        id=MatchId(call.id),
        tournament=tournament.id,
        title=text_or_none(ask.title),
        when=_when(ask.when, call),
        players=rules.checked_players(players),
        stream=_stream(ask.stream),
        comment=text_or_none(ask.comment),
    )
    planned = followed_up(None, match, tournament, call.organization, call.now, call.user)
    tools.commit(records.created(match) + planned + unchanged(tournament))
    return Reply(views.card(match, tournament, _warning(tournament, call)), private=False)


def edit_match(ask: EditMatch, call: Call, tools: Tools) -> Answer:
    match = tools.matches.get(call.tenant, ask.match)
    tournament = tools.tournaments.get(call.tenant, ask.tournament or match.tournament)
    check_open(tournament)
    after = rules.edited(match, _changes(ask, match, tournament.id, call))
    planned = followed_up(match, after, tournament, call.organization, call.now, call.user)
    tools.commit(records.saved(match, after) + planned + unchanged(tournament))
    return Reply(views.card(after, tournament, f"Changed. {_warning(tournament, call)}".rstrip()))


def _warning(tournament: Tournament, call: Call) -> str:
    """Where Discord has refused the server's last event."""
    refused = call.server.has_trouble(str(Permission.CREATE_EVENTS.name))
    return views.NO_EVENT if tournament.event_watch and refused else ""


def cancel_match(ask: CancelMatch, call: Call, tools: Tools) -> Answer:
    match = tools.matches.get(call.tenant, ask.match)
    tournament = tools.tournaments.get(call.tenant, match.tournament)
    after = rules.cancelled(match, call.user, call.now)
    planned = followed_up(match, after, tournament, call.organization, call.now, call.user)
    tools.commit(records.saved(match, after, "match.cancelled") + planned)
    return Reply(views.card(after, tournament, views.CANCELLED))


def show_match(ask: ShowMatch, call: Call, tools: Tools) -> Answer:
    match = tools.matches.get(call.tenant, ask.match)
    return Reply(views.card(match, tools.tournaments.get(call.tenant, match.tournament)))


def list_matches(ask: ListMatches, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament).id if ask.tournament else None
    return Reply(_page(TurnPage(page=0, days=ask.days, tournament=tournament), call, tools))


def turn_page(ask: TurnPage, call: Call, tools: Tools) -> Answer:
    return Update(_page(ask, call, tools))


def list_my_matches(ask: ListMyMatches, call: Call, tools: Tools) -> Answer:
    return Reply(_my_page(TurnMyPage(page=0), call, tools))


def turn_my_page(ask: TurnMyPage, call: Call, tools: Tools) -> Answer:
    return Update(_my_page(ask, call, tools))


def _page(ask: TurnPage, call: Call, tools: Tools) -> Message:
    found = _coming(call, tools, ask.days)
    found = [each for each in found if ask.tournament in (None, each.tournament)]
    directory = tools.tournaments.directory(call.tenant)
    return views.listed(found, directory, ask) if found else views.none_coming(ask, directory)


def _my_page(ask: TurnMyPage, call: Call, tools: Tools) -> Message:
    mine = [each for each in _coming(call, tools, None) if call.user in each.users]
    directory = tools.tournaments.directory(call.tenant)
    return views.listed(mine, directory, ask) if mine else views.none_of_mine()


def _coming(call: Call, tools: Tools, days: int | None) -> list[Match]:
    until = call.now + timedelta(days=days) if days else None
    found = tools.matches.between(call.tenant, call.now, until)
    return [each for each in found if rules.is_upcoming(each, call.now)]


def _changes(ask: EditMatch, match: Match, tournament: TournamentId, call: Call) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    if ask.tournament is not None:
        changes["tournament"] = tournament
    if ask.when is not None:
        changes["when"] = _when(ask.when, call)
    if ask.title is not None:
        changes["title"] = text_or_none(ask.title)
    if ask.stream is not None:
        changes["stream"] = _stream(ask.stream)
    if ask.comment is not None:
        changes["comment"] = text_or_none(ask.comment)
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


def _when(text: str, call: Call) -> datetime | None:
    """To the second, as Discord's timestamps have it; None for a match whose time is not known yet."""
    return None if is_clear(text) else clock.read(text, call.zone, call.now).replace(microsecond=0)


def _player(user: UserId, call: Call) -> Player:
    if user in call.bots:
        raise rules.BotAsPlayer
    return Player(id=PersonId(user), name=call.names.get(user, user))


def _stream(text: str | None) -> str | None:
    given = text_or_none(text)
    return channel_name(given) if given else None


TOURNAMENT = {"tournament": suggest_tournaments}
MATCH = {"match": suggest_matches}
OPEN_MATCH = {"match": suggest_open_matches}
WHEN = {"when": suggest_when}

ROUTES = (
    Route(CreateMatch, create_match, suggest=TOURNAMENT | WHEN),
    Route(EditMatch, edit_match, suggest=OPEN_MATCH | TOURNAMENT | WHEN),
    Route(CancelMatch, cancel_match, suggest=OPEN_MATCH),
    Route(ShowMatch, show_match, suggest=MATCH),
    Route(ListMatches, list_matches, suggest=TOURNAMENT),
    Route(ListMyMatches, list_my_matches),
    Route(TurnPage, turn_page),
    Route(TurnMyPage, turn_my_page),
)
