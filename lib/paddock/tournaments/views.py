"""How tournaments are shown."""

from collections.abc import Sequence

from paddock.discord.message import Card, Colour, Message, Press, Style
from paddock.discord.text import count, escape, role
from paddock.organizations.model import Organization, Server
from paddock.organizations.views import name
from paddock.tournaments.asks import ConfirmDelete, KeepTournament
from paddock.tournaments.model import Directory, Tournament

NEXT = "Next: `/match create`."
NEXT_IMPORT = (
    "Its matches at SpeedGaming follow within five minutes. `/config tasks` tells an admin what came of it: a name "
    "that SpeedGaming does not know, for instance."
)


def shown(
    tournament: Tournament, organization: Organization, text: str = "", servers: Sequence[Server] = ()
) -> Message:
    """`servers`: those that were chosen for its events."""
    colour = Colour.GOOD if tournament.is_running else Colour.OVER
    lines = [escape(tournament.description, 500)] if tournament.description else []
    lines += [f"**Slug** `{tournament.slug}`", f"**State** {_state(tournament)}", _events(tournament, organization)]
    if tournament.event_servers is not None:
        lines.append(f"**Servers** {', '.join(map(name, servers)) or 'none of those that are linked now'}")
    if tournament.organizer_role:
        lines.append(f"**Organizers** {role(tournament.organizer_role)}, besides the server's")
    if tournament.speedgaming:
        slots = ", open slots too" if tournament.speedgaming_slots else ""
        days = count(tournament.speedgaming_days, "day")
        lines.append(f"**SpeedGaming** `{tournament.speedgaming}`, {days} ahead{slots}")
    return Message(text, Card(escape(tournament.name, 100), tuple(lines), colour, footer=f"Tournament {tournament.id}"))


def _state(tournament: Tournament) -> str:
    if tournament.archived:
        return "deleted"
    return "active" if tournament.active else "inactive"


def _events(tournament: Tournament, organization: Organization) -> str:
    if not tournament.is_running:
        return f"**Events** none while it is {_state(tournament)}"
    if not tournament.scheduled_events:
        return "**Events** off; `/tournament edit` with `scheduled_events` turns them on"
    if not tournament.master_switch:
        return "**Events** none for now; `/tournament edit` with `master_switch` brings them back"
    minutes = tournament.event_minutes or organization.event_minutes
    servers = count(len(tournament.servers(organization)), "server")
    days = count(tournament.event_days, "day")
    return f"**Events** {tournament.event_filter} matches, {minutes} minutes long, {days} ahead, in {servers}"


def listed(directory: Directory) -> Message:
    found = directory.tournaments
    if not found:
        return Message("There is no tournament yet. An organizer makes one with `/tournament create`.")
    lines = (f"**{escape(each.name, 100)}** `{each.slug}`" + ("" if each.active else " · inactive") for each in found)
    return Message(card=Card(count(len(found), "tournament"), tuple(lines)))


def ask_delete(tournament: Tournament) -> Message:
    return Message(
        f"Delete **{escape(tournament.name, 100)}**? Its events go, its matches and its history are kept to be read.",
        buttons=(
            Press("Delete", ConfirmDelete(tournament=tournament.id, seen=tournament.version), Style.DANGER),
            Press("Keep", KeepTournament(tournament=tournament.id)),
        ),
    )


def deleted(tournament: Tournament) -> Message:
    return Message(f"**{escape(tournament.name, 100)}** is deleted.")


def kept(tournament: Tournament) -> Message:
    return Message(f"**{escape(tournament.name, 100)}** stays as it is.")
