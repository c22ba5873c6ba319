"""What `/config check` found in each server, and how it is shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from paddock.discord.message import MOST_CARD, Card, Colour, Link, Message
from paddock.discord.text import count
from paddock.ids import GuildId
from paddock.organizations.checks import NEEDED, Lack
from paddock.organizations.model import Server, Trouble
from paddock.organizations.views import INSTALL, name, plain_name, trouble

MOST_LINES = MOST_CARD - 50
"""Characters: a card keeps some room to say how much of it is left out."""
IN_ORDER = "✅ Everything is in order."
NO_ANNOUNCEMENTS = (
    "💡 No announcements channel is set: players whose DMs are closed get no reminder. "
    "`/config server` with `announcements` sets one."
)
WHO = "🔑 Whoever may manage roles in the server can grant that."
REMEDIES = (
    "In a server: Server Settings, Roles, my role, or its button below. In a channel: its Permissions. "
    "`/config check` says more once fewer are left."
)


@dataclass(frozen=True)
class Finding:
    server: Server
    """With the troubles that are left."""
    lacks: tuple[Lack, ...] = ()
    failure: str = ""
    """Why nothing could be found."""
    is_addable: bool = False
    """Whether adding the bot once more grants any of what is missing."""

    @property
    def is_well(self) -> bool:
        return not (self.lacks or self.failure or self.troubles)

    @property
    def troubles(self) -> list[Trouble]:
        """Those that no permission mends."""
        named = {lack.permission.name for lack in self.lacks}
        return [each for each in self.server.troubles if each.kind not in named]


def checked(findings: Sequence[Finding], here: GuildId, application: str) -> Message:
    """In an organization of several servers each is named; those that need an admin come first, this server before
    others."""
    ordered = sorted(findings, key=lambda finding: (finding.is_well, finding.server.guild != here))
    is_one = len(findings) == 1
    missing = sum(len(each.lacks) for each in findings)
    lines = [*_lines(ordered, is_one), *([WHO] if missing else [])]
    if sum(len(line) + 1 for line in lines) > MOST_LINES:
        lines = [*(_brief(each) for each in ordered), REMEDIES, WHO]
    links = tuple(_link(each, is_one, application) for each in ordered if each.is_addable)
    title = f"{count(missing, 'permission')} missing" if missing else "Check"
    colour = Colour.GOOD if all(each.is_well for each in findings) else Colour.WARNING
    return Message(card=Card(title, tuple(lines), colour), buttons=links)


def _lines(findings: Sequence[Finding], is_one: bool) -> list[str]:
    advice = [] if any(each.server.announcements for each in findings) else [NO_ANNOUNCEMENTS]
    if is_one:
        return [*(_told(findings[0]) or [IN_ORDER]), *advice]
    lines = []
    for each in findings:
        lines += [f"✅ {name(each.server)}"] if each.is_well else [name(each.server), *_told(each)]
    return [*lines, *advice]


def _told(finding: Finding) -> list[str]:
    failure = [f"⚠️ {finding.failure}."] if finding.failure else []
    missing = [f"❌ **{each.permission.label}** {each.where}, {each.purpose}. {each.remedy}." for each in finding.lacks]
    return [*failure, *missing, *(f"⚠️ {trouble(each)}" for each in finding.troubles)]


def _brief(finding: Finding) -> str:
    """In one line, for many servers."""
    if finding.is_well:
        return f"✅ {name(finding.server)}"
    parts = [f"{_labels(found)} {where}" for where, found in groupby(finding.lacks, key=lambda lack: lack.where)]
    parts += [finding.failure] if finding.failure else []
    parts += [each.kind.replace("_", " ").lower() for each in finding.troubles]
    return f"❌ {name(finding.server)}: {'; '.join(parts)}"


def _labels(lacks: Iterable[Lack]) -> str:
    return ", ".join(each.permission.label for each in lacks)


def _link(finding: Finding, is_one: bool, application: str) -> Link:
    label = "Grant what is missing" if is_one else f"Grant in {plain_name(finding.server)}"
    url = INSTALL.format(application=application, bits=int(NEEDED)) + f"&guild_id={finding.server.guild}"
    return Link(label, url)
