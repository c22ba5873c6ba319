"""How a notice gets to a person: by a direct message, else by a mention in the announcements channel, else not."""

import math
from datetime import timedelta
from typing import NamedTuple

from paddock.change import NOTHING, Change
from paddock.discord.message import Message
from paddock.discord.rest import DiscordError, Forbidden, Unknown
from paddock.errors import Unavailable
from paddock.ids import ChannelId, OrganizationId, UserId
from paddock.job_tools import JobTools
from paddock.jobs.model import digest
from paddock.matches.model import Match
from paddock.notices import records, views
from paddock.notices.asks import TellPerson
from paddock.notices.model import Inbox, Way
from paddock.organizations.model import Server
from paddock.organizations.records import saved_server
from paddock.permissions import Permission

CLOSED = frozenset({50007, 50278, 40003})
"""They take no messages from us, share no server with us, or Discord lets us write to no more people."""
NO_RECIPIENT = 50033
MISSING_ACCESS = 50001
REPEATS_SEEN = 50
"""Among so many of the last messages one is looked for that may have been sent before an outage."""


class Delivered(NamedTuple):
    way: Way
    change: Change = NOTHING


class Letter(NamedTuple):
    organization: OrganizationId
    user: UserId
    direct: Message
    announced: Message
    nonce: str


def deliver(job: TellPerson, match: Match, tools: JobTools) -> Delivered:
    user, tournament = job.telling.user, tools.tournaments.get(job.organization, match.tournament)
    nonce = digest(job.organization, job.match, user, job.telling.fact, *job.marks)
    direct, announced = (views.notice(job, match, tournament, nonce, mentioned=each) for each in (False, True))
    letter = Letter(job.organization, user, direct, announced, nonce)
    written, change = _write(letter, tools)
    if written:
        return Delivered(Way.DIRECT, change)
    way, trouble = _announce(letter, tools)
    return Delivered(way, change + trouble)


# -- direct messages --------------------------------------------------------------------------------------------------


def _write(letter: Letter, tools: JobTools) -> tuple[bool, Change]:
    """Whether they get it. Discord's no is final, but for a channel that has become another one."""
    known = tools.notices.inbox(letter.organization, letter.user)
    try:
        if known:
            return _send(letter, known, tools)
    except DiscordError as refused:
        _check_final(refused)
    try:
        return _send(letter, _open(letter, tools), tools)
    except DiscordError as refused:
        _check_final(refused)
        return False, records.closed(known) if known else NOTHING


def _check_final(refused: DiscordError) -> None:
    """All else is our own fault."""
    if not isinstance(refused, Forbidden | Unknown) and refused.code != NO_RECIPIENT:
        raise refused


def _open(letter: Letter, tools: JobTools) -> Inbox:
    channel = tools.discord.open_dm(letter.user)
    return Inbox(organization=letter.organization, user=letter.user, channel=channel)


def _send(letter: Letter, inbox: Inbox, tools: JobTools) -> tuple[bool, Change]:
    """Where the channel takes no more messages for now, only what is written to this person waits for that."""
    opened = NOTHING if inbox.version else records.remembered(inbox)
    if inbox.free and inbox.free > tools.now:
        raise Unavailable("Discord", "one person's messages", (inbox.free - tools.now).total_seconds())
    if tools.may_be_done and _stands_in(inbox.channel, letter.nonce, tools):
        return True, opened
    try:
        tools.discord.send(inbox.channel, letter.direct, letter.nonce)
    except Forbidden as refused:
        if refused.code not in CLOSED:
            raise
        return False, opened
    wait = tools.discord.wait_of(inbox.channel)
    if not wait:
        return True, opened
    # The instants of jobs count in whole seconds.
    free = tools.now + timedelta(seconds=math.ceil(wait) + 1)
    return True, records.remembered(inbox.model_copy(update={"free": free}))


def _stands_in(channel: ChannelId, nonce: str, tools: JobTools) -> bool:
    """Discord forgets a nonce within minutes."""
    found = tools.discord.fetch_messages(channel, REPEATS_SEEN)
    footers = (embed.get("footer", {}).get("text", "") for each in found for embed in each["embeds"])
    return any(views.reference(nonce) in text for text in footers)


# -- the announcements channel -----------------------------------------------------------------------------------------


def _announce(letter: Letter, tools: JobTools) -> tuple[Way, Change]:
    servers = tools.organizations.servers(tools.organizations.get(letter.organization))
    server = next((each for each in servers if each.announcements and not each.paused), None)
    if server is None or server.announcements is None:
        return Way.NOT, NOTHING
    try:
        if not (tools.may_be_done and _stands_in(server.announcements, letter.nonce, tools)):
            tools.discord.send(server.announcements, letter.announced, letter.nonce)
    except (Forbidden, Unknown) as refused:
        return Way.NOT, _remembered(refused, server)
    return Way.ANNOUNCED, NOTHING


def _remembered(refused: DiscordError, server: Server) -> Change:
    """For the admins: what their players are to be told gets lost."""
    unseen = isinstance(refused, Unknown) or refused.code == MISSING_ACCESS
    kind = Permission.VIEW_CHANNEL if unseen else Permission.SEND_MESSAGES
    after = server.troubled(str(kind.name), "announcements")
    return saved_server(server, after, "server.refused") if after != server else NOTHING
