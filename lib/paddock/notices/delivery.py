"""How a notice gets to a person: by a direct message, else by a mention in the announcements channel, else not."""

import math
from datetime import timedelta
from typing import NamedTuple

from paddock.change import NOTHING, Change
from paddock.discord.rest import DiscordError, Forbidden, Unknown
from paddock.errors import NotYet
from paddock.job_tools import JobTools
from paddock.jobs.model import digest
from paddock.matches.model import Match
from paddock.notices import records, views
from paddock.notices.announcing import announce
from paddock.notices.asks import TellPerson
from paddock.notices.letter import Letter
from paddock.notices.model import Inbox, Way

CLOSED = frozenset({50007, 50278})
"""They take no messages from us, or share no server with us."""
TOO_MANY_OPENED = 40003
NO_RECIPIENT = 50033
FINAL = CLOSED | {TOO_MANY_OPENED, NO_RECIPIENT}
"""Whatever the status: no direct message gets to them now."""
CLOSED_FOR = timedelta(days=1)
"""So long nobody whose messages are closed is tried again; `/me notifications` ends it."""


class Delivered(NamedTuple):
    way: Way
    change: Change = NOTHING


def deliver(job: TellPerson, match: Match, tools: JobTools) -> Delivered:
    user, tournament = job.telling.user, tools.tournaments.get(job.organization, match.tournament)
    nonce = digest(job.organization, job.match, user, job.telling.fact, *job.marks)
    direct, announced = (views.notice(job, match, tournament, nonce, mentioned=each) for each in (False, True))
    letter = Letter(job.organization, user, direct, announced, nonce)
    written, change = write(letter, tools)
    if written:
        return Delivered(Way.DIRECT, change)
    way, told = announce(letter, tools)
    return Delivered(way, change + told)


def write(letter: Letter, tools: JobTools) -> tuple[bool, Change]:
    """Whether they get it. Discord's no is final, but for a channel that has become another one."""
    known = tools.notices.inbox(letter.organization, letter.user)
    if known and known.is_closed(tools.now):
        return False, NOTHING
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
    if refused.code not in FINAL and not isinstance(refused, Forbidden | Unknown):
        raise refused


def _open(letter: Letter, tools: JobTools) -> Inbox:
    channel = tools.discord.open_dm(letter.user)
    return Inbox(organization=letter.organization, user=letter.user, channel=channel)


def _send(letter: Letter, inbox: Inbox, tools: JobTools) -> tuple[bool, Change]:
    opened = NOTHING if inbox.version else records.remembered(inbox)
    _check_free(inbox, tools)
    try:
        tools.send_once(inbox.channel, letter.direct, letter.nonce, letter.is_it)
    except DiscordError as refused:
        if refused.code in CLOSED:
            return False, records.remembered(inbox.model_copy(update={"closed_until": tools.now + CLOSED_FOR}))
        if refused.code not in FINAL:
            raise
        return False, opened
    wait = tools.discord.wait_of(inbox.channel)
    if not wait:
        return True, opened
    # The instants of jobs count in whole seconds.
    free = tools.now + timedelta(seconds=math.ceil(wait) + 1)
    return True, records.remembered(inbox.model_copy(update={"free": free}))


def _check_free(inbox: Inbox, tools: JobTools) -> None:
    """Where a channel takes no more for now, only what is written to this person waits for that.

    However short the wait: a message that were held back would hold all others of the one group of notices with it.
    """
    if inbox.free and inbox.free > tools.now:
        raise NotYet(inbox.free, "one person's messages")
