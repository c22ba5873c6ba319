"""Commands about tournaments: read, decide, write, show."""

from typing import Any

from paddock.calendar.asks import SyncTournamentEvents, compare_all
from paddock.call import Call
from paddock.change import Change, Planned
from paddock.discord.answer import Answer, Later, Reply, Update
from paddock.errors import BadInput
from paddock.ids import GuildId, TournamentId
from paddock.matches.records import none_open
from paddock.organizations.model import Organization, Server
from paddock.request import Job
from paddock.routes import Route
from paddock.tools import Tools
from paddock.tournaments import records, rules, views
from paddock.tournaments.access import check_organizer
from paddock.tournaments.asks import (
    ConfirmDelete,
    CreateTournament,
    DeleteTournament,
    EditTournament,
    KeepTournament,
    ListTournaments,
    ShowTournament,
    SyncTournament,
)
from paddock.tournaments.event_servers import chosen_servers
from paddock.tournaments.model import Directory, Tournament
from paddock.tournaments.suggestions import (
    suggest_event_servers,
    suggest_organized_tournaments,
    suggest_tournaments,
)
from paddock.typed import text_or_none

PLAIN = (
    "scheduled_events",
    "master_switch",
    "event_filter",
    "event_minutes",
    "event_days",
    "speedgaming_days",
    "speedgaming_slots",
    "organizer_role",
    "active",
)
"""Fields that an edit takes as they come."""
NAMESAKE = " Another tournament has the same name: `slug` and `description` tell people which is which."


def create_tournament(ask: CreateTournament, call: Call, tools: Tools) -> Answer:
    directory = tools.tournaments.directory(call.tenant)
    rules.check_room(directory)
    tournament = Tournament(
        organization=call.tenant,
        id=TournamentId(call.id),
        name=_name(ask.name),
        slug=_new_slug(ask, directory),
        description=text_or_none(ask.description),
        organizer_role=ask.organizer_role,
        scheduled_events=ask.scheduled_events,
        master_switch=ask.master_switch,
        event_servers=_event_servers(ask.servers, call, tools),
        event_filter=ask.event_filter,
        event_minutes=ask.event_minutes,
        event_days=ask.event_days or 7,
        speedgaming=_speedgaming(ask.speedgaming),
        speedgaming_days=ask.speedgaming_days or 7,
        speedgaming_slots=ask.speedgaming_slots,
    )
    servers = _chosen(tournament, call, tools)
    tools.commit(records.created(tournament, directory))
    told = f"Created. {views.NEXT_IMPORT if tournament.followed else views.NEXT}{_warning(tournament, directory)}"
    return Reply(views.shown(tournament, call.organization, told, servers))


def edit_tournament(ask: EditTournament, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament)
    check_organizer(tournament, call)
    rules.check_open(tournament)
    directory = tools.tournaments.directory(call.tenant)
    after = tournament.model_copy(update=_changes(ask, call, tools))
    rules.check_free(after.slug, directory.slugs - {tournament.slug})
    servers = _chosen(after, call, tools)
    if after == tournament:
        return Reply(views.shown(after, call.organization, "Nothing to change.", servers))
    tools.commit(records.saved(tournament, after, directory) + _resync(call.organization))
    told = f"Changed.{_warning(after, directory) if after.name != tournament.name else ''}"
    return Reply(views.shown(after, call.organization, told, servers))


def show_tournament(ask: ShowTournament, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament)
    return Reply(views.shown(tournament, call.organization, servers=_chosen(tournament, call, tools)))


def list_tournaments(ask: ListTournaments, call: Call, tools: Tools) -> Answer:
    return Reply(views.listed(tools.tournaments.directory(call.tenant)))


def sync_tournament(ask: SyncTournament, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament)
    check_organizer(tournament, call)
    return Later(SyncTournamentEvents(organization=call.tenant, tournament=tournament.id))


def delete_tournament(ask: DeleteTournament, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament)
    check_organizer(tournament, call)
    rules.check_open(tournament)
    _check_over(tournament, tools)
    return Reply(views.ask_delete(tournament))


def confirm_delete(ask: ConfirmDelete, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament)
    check_organizer(tournament, call)
    after = rules.archived(tournament, ask.seen)
    directory = tools.tournaments.directory(call.tenant)
    _check_over(tournament, tools)
    change = records.saved(tournament, after, directory, "tournament.deleted") + _resync(call.organization)
    tools.commit(change + none_open(call.tenant, tournament.id))
    return Update(views.deleted(after))


def keep_tournament(ask: KeepTournament, call: Call, tools: Tools) -> Answer:
    tournament = tools.tournaments.get(call.tenant, ask.tournament)
    check_organizer(tournament, call)
    rules.check_open(tournament)
    return Update(views.kept(tournament))


def _check_over(tournament: Tournament, tools: Tools) -> None:
    if tools.matches.count_open(tournament.organization, tournament.id):
        some = tools.matches.some_open(tournament.organization, tournament.id)
        raise rules.HasOpenMatches(some.id if some else None)


def _resync(organization: Organization) -> Change:
    """Its events follow at once, in every server: also where it is shown no more. So does the list of needed crew."""
    jobs: list[Job] = [*compare_all(organization.id, organization.servers)]
    if organization.needs_channel:
        from paddock.crews.asks import UpdateNeeds  # only here: few commands change a tournament

        jobs.append(UpdateNeeds(organization=organization.id))
    return Change(jobs=tuple(Planned(job) for job in jobs))


def _new_slug(ask: CreateTournament, directory: Directory) -> str:
    if ask.slug is None:
        return rules.free_slug(rules.slug_of(ask.name), directory.slugs)
    slug = rules.checked_slug(ask.slug)
    rules.check_free(slug, directory.slugs)
    return slug


def _changes(ask: EditTournament, call: Call, tools: Tools) -> dict[str, Any]:
    changes: dict[str, Any] = {name: getattr(ask, name) for name in PLAIN if getattr(ask, name) is not None}
    if ask.unset is not None:
        changes[ask.unset.value] = None
    if ask.servers is not None:
        changes["event_servers"] = _event_servers(ask.servers, call, tools)
    if ask.name is not None:
        changes["name"] = _name(ask.name)
    if ask.slug is not None:
        changes["slug"] = rules.checked_slug(ask.slug)
    if ask.description is not None:
        changes["description"] = text_or_none(ask.description)
    if ask.speedgaming is not None:
        changes["speedgaming"] = _speedgaming(ask.speedgaming)
    return changes


def _event_servers(text: str | None, call: Call, tools: Tools) -> tuple[GuildId, ...] | None:
    return chosen_servers(text, tools.organizations.servers(call.organization)) if text is not None else None


def _chosen(tournament: Tournament, call: Call, tools: Tools) -> list[Server]:
    """To be named; where all are meant, they need not be read."""
    found = tools.organizations.servers(call.organization) if tournament.event_servers is not None else []
    return [each for each in found if each.guild in tournament.servers(call.organization)]


def _warning(tournament: Tournament, directory: Directory) -> str:
    return NAMESAKE if rules.has_namesake(tournament, directory) else ""


def _speedgaming(text: str | None) -> str | None:
    given = text_or_none(text)
    return rules.checked_speedgaming(given) if given else None


def _name(text: str) -> str:
    name = text_or_none(text)
    if name is None:
        raise BadInput("`name`: what the tournament is called, for example `Winter Open 2027`.")
    return name


TOURNAMENT = {"tournament": suggest_tournaments}
ORGANIZED = {"tournament": suggest_organized_tournaments}
SERVERS = {"servers": suggest_event_servers}

ROUTES = (
    Route(CreateTournament, create_tournament, suggest=SERVERS),
    Route(EditTournament, edit_tournament, suggest={**ORGANIZED, **SERVERS}),
    Route(ShowTournament, show_tournament, suggest=TOURNAMENT),
    Route(ListTournaments, list_tournaments),
    Route(SyncTournament, sync_tournament, suggest=ORGANIZED),
    Route(DeleteTournament, delete_tournament, suggest=ORGANIZED),
    Route(ConfirmDelete, confirm_delete),
    Route(KeepTournament, keep_tournament),
)
