"""`/config link` and `/config unlink`: a server joins an organization, and leaves it again."""

from paddock.asyncs.records import touched as asyncs_touched
from paddock.calendar.asks import SyncServer
from paddock.call import Call
from paddock.change import Change, Planned
from paddock.crews.asks import UpdateNeeds
from paddock.discord.answer import Answer, Reply
from paddock.ids import GuildId
from paddock.live_races.records import lists as race_lists
from paddock.organizations import records, rules, views
from paddock.organizations.asks import LinkServer, NameServer, UnlinkServer
from paddock.organizations.codes import CodeId, new_code
from paddock.organizations.model import CODE_LIVES, LinkCode, Organization
from paddock.request import Job
from paddock.tools import Tools
from paddock.tournaments.records import touched


def link_server(ask: LinkServer, call: Call, tools: Tools) -> Answer:
    return _join(ask.code, call, tools) if ask.code else _make_code(call, tools)


def _make_code(call: Call, tools: Tools) -> Answer:
    rules.check_room(call.organization)
    text = new_code(call.id, call.token)
    until = call.now + CODE_LIVES
    code = LinkCode(id=CodeId.of(text), organization=call.tenant, guild=call.guild, by=call.user, until=until)
    tools.commit(records.code_made(code))
    return Reply(views.code_made(text, until))


def _join(typed: CodeId, call: Call, tools: Tools) -> Answer:
    directory = tools.tournaments.directory(call.tenant)
    asyncs = tools.asyncs.directory(call.tenant)
    rules.check_may_join(call.server, call.organization, directory, asyncs)
    code = rules.checked_code(tools.organizations.link_code(typed), call.tenant, call.now)
    organization = tools.organizations.get(code.organization)
    rules.check_joinable(organization, code)
    moved = records.moved(call.server, call.organization, organization, "server.linked")
    # The lists, too: a tournament or an async that is being made here at this moment goes to the new organization, or
    # this server stays.
    held = touched(directory) + asyncs_touched(asyncs)
    tools.commit(records.used(code) + moved + held + _arriving(call, organization, code))
    return Reply(views.linked(organization))


def _arriving(call: Call, organization: Organization, code: LinkCode) -> Change:
    named = dict.fromkeys((call.guild, code.guild))
    jobs: list[Job] = [
        SyncServer(organization=organization.id, guild=call.guild),
        *(NameServer(organization=organization.id, guild=guild) for guild in named),
    ]
    return _leaving(call.organization, call.guild) + Change(jobs=tuple(Planned(job) for job in jobs))


def unlink_server(ask: UnlinkServer, call: Call, tools: Tools) -> Answer:
    asyncs = tools.asyncs.directory(call.tenant)
    named = [each.id for each in asyncs.asyncs]
    tools.preload([*records.keys_of_own(ask.server), *race_lists(call.tenant, named)])
    rules.check_may_leave(call.organization, ask.server, asyncs, tools.live_races.of_asyncs(call.tenant, named))
    server, own = tools.organizations.server_and_own(ask.server)
    moved = records.moved(server, call.organization, own, "server.unlinked")
    # An async that gets a channel there at this moment holds the server back, or stays out of it. A live race that is
    # opened there writes the server.
    tools.commit(moved + asyncs_touched(asyncs) + _leaving(call.organization, server.guild))
    return Reply(views.unlinked(server))


def _leaving(organization: Organization, guild: GuildId) -> Change:
    """What an organization showed in a server goes."""
    jobs: list[Job] = [SyncServer(organization=organization.id, guild=guild)]
    if organization.needs_guild == guild:
        jobs.append(UpdateNeeds(organization=organization.id))
    return Change(jobs=tuple(Planned(job) for job in jobs))
