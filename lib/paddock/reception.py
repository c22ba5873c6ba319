"""From an interaction to a call: which organization it belongs to, and what its member may do there."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from paddock.call import Call
from paddock.change import Change
from paddock.discord.interaction import Interaction
from paddock.discord.registration import field_type
from paddock.discord.request import Ask, Command
from paddock.errors import Refusal
from paddock.ids import Id, OrganizationId
from paddock.organizations.arrivals import arrived
from paddock.organizations.model import Organization, Server, own_organization
from paddock.organizations.records import ORGANIZATION, SERVER, OrganizationStore
from paddock.organizations.rules import level
from paddock.people.model import Person
from paddock.people.records import PERSON, PersonStore
from paddock.store.item import Item, Key
from paddock.store.table import Session
from paddock.tournaments.records import DIRECTORY

Subject = Callable[[type, OrganizationId, Any], Key | None]
"""Where that lies which an option of a kind names."""


class OutsideServers(Refusal):
    def __init__(self) -> None:
        super().__init__("I only work inside a server. Use this command in one of your server's channels.")


def named(ask: Ask) -> dict[str, Any]:
    """What the request names: an async's button names the async whose entry of the caller is to be read."""
    values = {name: getattr(ask, name) for name in type(ask).model_fields}
    return {name: value for name, value in values.items() if value is not None}


def named_so_far(command: type[Command], interaction: Interaction) -> dict[str, Any]:
    """By the other options of a command that is being typed."""
    found = {}
    for option, name in command.option_names().items():
        kind, text = field_type(command.model_fields[name]), str(interaction.options.get(option) or "")
        if option != interaction.focused and issubclass(kind, Id) and kind.fits(text):
            found[name] = kind(text)
    return found


def welcome(
    interaction: Interaction,
    named: Mapping[str, Any],
    session: Session,
    subject: Subject,
    also: Sequence[Item[Any]] = (),
) -> tuple[Call, Change]:
    """The call, and what has to be written before anything can hang on its organization.

    Everything that is named, and of `also` the organization's and the caller's own, or what belongs to the user that is
    named, is read together with its organization, in one round trip; a server that was linked to another organization
    needs a second one.
    """
    guild = interaction.guild
    if guild is None:
        raise OutsideServers
    guessed = own_organization(guild)
    session.preload([SERVER.key(guild=guild), *_keys(guessed, interaction, named, subject, also)])
    store = OrganizationStore(session)
    server = store.server(guild)
    session.preload(_keys(server.organization, interaction, named, subject, also))
    organization = store.get(server.organization)
    person = PersonStore(session).get(organization.id, interaction.user)
    # Whoever asks from a server shows that we are in it.
    present = server.model_copy(update={"paused": False})
    return _call(interaction, organization, present, person), arrived(organization, server)


def stranger(interaction: Interaction) -> Call:
    """For requests that are answered without reading anything."""
    if interaction.guild is None:
        raise OutsideServers
    server = Server(guild=interaction.guild, organization=own_organization(interaction.guild))
    organization = Organization(id=server.organization, servers=(server.guild,))
    return _call(interaction, organization, server, Person(organization=organization.id, user=interaction.user))


def _call(interaction: Interaction, organization: Organization, server: Server, person: Person) -> Call:
    return Call(
        id=interaction.id,
        now=interaction.now,
        guild=server.guild,
        channel=interaction.channel,
        user=interaction.user,
        level=level(server, interaction.permissions, interaction.roles),
        roles=interaction.roles,
        organization=organization,
        server=server,
        person=person,
        application=interaction.application,
        token=interaction.token,
        names=interaction.names,
        bots=interaction.bots,
    )


def _keys(
    organization: OrganizationId,
    interaction: Interaction,
    named: Mapping[str, Any],
    subject: Subject,
    also: Sequence[Item[Any]],
) -> list[Key]:
    keys: list[Key] = [
        ORGANIZATION.key(id=organization),
        PERSON.key(organization=organization, user=interaction.user),
        DIRECTORY.key(organization=organization),
    ]
    known = {"user": interaction.user, **named, "organization": organization}
    keys += [item.key(**known) for item in also if item.parts <= set(known)]
    about = (subject(type(value), organization, value) for value in named.values())
    return [*keys, *(key for key in about if key)]
