"""How a match's crew is shown to its organizers, and what is said of it on the card."""

from collections.abc import Iterator, Sequence

from paddock.crews import conflicts
from paddock.crews.asks import ApproveMember, PickMember, RemoveMember, Seat
from paddock.crews.needed import lacking
from paddock.crews.parts import PLURALS
from paddock.crews.rules import visible
from paddock.discord.message import MOST_OPTIONS, Card, Colour, Menu, Message, Option, Press, Row, Style
from paddock.discord.text import count, escape, mention, moment
from paddock.ids import PersonId, UserId
from paddock.matches.model import CrewMember, Match, Role
from paddock.matches.people import shown, spelled
from paddock.matches.views import called, headline

MOST_CONFLICTS = 3
NOBODY = (
    "Nobody has signed up yet. Members do with `Commentate`, `Track` and `Restream` on the match's card: "
    "`/match show` has it, and `/match needs` tells everybody what is missing."
)
OVER = "The match is over: its crew stays as it was."

Others = tuple[Match, ...]
"""What takes place at the same time."""


# -- on the card -------------------------------------------------------------------------------------------------------


def said_to(user: UserId, text: str) -> str:
    """On a card that everybody sees: whom the line is for."""
    return f"{mention(user)}: {text}"


def joined(user: UserId, role: Role, clashing: Others) -> str:
    text = f"{mention(user)} signed up as {role}; an organizer approves it."
    return f"{text}\n{overlaps(PersonId(user), clashing)} `Withdraw` takes it back." if clashing else text


def left(user: UserId) -> str:
    return f"{mention(user)} withdrew from the crew."


def overlaps(person: PersonId, clashing: Others) -> str:
    """A sentence; there is at least one."""
    told = [_conflict(person, each) for each in clashing[:MOST_CONFLICTS]]
    more = len(clashing) - len(told)
    return "⚠️ At the same time they " + ", ".join(told) + (f" and {more} more" if more else "") + "."


def _conflict(person: PersonId, other: Match) -> str:
    does = "play in" if conflicts.plays(person, other) else "are on the crew of"
    when = f" ({moment(other.when, 'f')})" if other.when else ""
    return f"{does} **{escape(called(other), 60)}**{when}"


# -- the panel ---------------------------------------------------------------------------------------------------------


def place(member: CrewMember) -> str:
    """Names somebody in a crew; read by `placed`."""
    return f"{member.role}:{member.id}"


def placed(match: Match, chosen: str) -> CrewMember | None:
    return next((each for each in visible(match) if place(each) == chosen), None)


def opened(match: Match, others: Others) -> Message:
    """With the first who waits picked."""
    return panel(match, others, picked=next(iter(visible(match)), None))


def panel(match: Match, others: Others, text: str = "", picked: CrewMember | None = None) -> Message:
    """`picked`: whom the buttons are about. They never pass on to somebody else by themselves: a second press of the
    same button would do to the next what was meant for the first."""
    crew = visible(match)
    if match.status.is_over:
        return Message(text or OVER, _listing(match, crew, others))
    buttons = (_buttons(match, picked),) if picked else ()
    return Message(text, _listing(match, crew, others, picked), (*_menus(match, crew, picked), *buttons))


def _listing(match: Match, crew: Sequence[CrewMember], others: Others, chosen: CrewMember | None = None) -> Card:
    lines = [f"**{headline(match)}**", _when(match), *_needed(match)]
    if chosen:
        lines.append(f"**Picked** {_member(chosen, others, f' as {chosen.role}')}")
    for role, title in PLURALS.items():
        lines += _group(title, [each for each in crew if each.role is role], others)
    waiting = sum(not each.approved for each in crew)
    colour = Colour.WARNING if waiting else Colour.GOOD if crew else Colour.PLAIN
    told = [f"{count(waiting, 'sign-up waits', 'sign-ups wait')} for approval"] if waiting else []
    footer = " · ".join((*told, f"Match {match.id}"))
    return Card("Crew", tuple(lines) if crew else (*lines, NOBODY), colour, footer)


def _when(match: Match) -> str:
    return f"**When** {moment(match.when)}" if match.when else "**When** not set yet"


def _needed(match: Match) -> Iterator[str]:
    short = lacking(match)
    if short and not match.status.is_over:
        yield "**Still needed** " + missing(short)


def missing(short: dict[Role, int]) -> str:
    return ", ".join(count(number, role.value) for role, number in short.items())


def _group(title: str, members: Sequence[CrewMember], others: Others) -> Iterator[str]:
    if members:
        yield f"**{title}**"
    yield from (f"{'✅' if each.approved else '⏳'} {_member(each, others)}" for each in members)


def _member(member: CrewMember, others: Others, role: str = "") -> str:
    clashing = conflicts.of(member.id, others)
    warning = f". {overlaps(member.id, clashing)}" if clashing else ""
    return f"{shown(member)} {_state(member)}{role}{warning}"


def _state(member: CrewMember) -> str:
    if not member.approved:
        return "waits for approval"
    return f"approved by {mention(member.approved_by)}" if member.approved_by else "approved by SpeedGaming"


def _menus(match: Match, crew: Sequence[CrewMember], chosen: CrewMember | None) -> Iterator[Menu]:
    """As many as everybody fits into."""
    options = tuple(_option(each, each == chosen) for each in {place(each): each for each in crew}.values())
    for at in range(0, len(options), MOST_OPTIONS):
        ask = PickMember(match=match.id, part=at // MOST_OPTIONS)
        yield Menu(ask, options[at : at + MOST_OPTIONS], "Pick somebody" if at == 0 else "More of them")


def _option(member: CrewMember, chosen: bool) -> Option:
    state = "approved" if member.approved else "waits for approval"
    return Option(spelled(member), place(member), f"{member.role}, {state}", chosen)


def _buttons(match: Match, chosen: CrewMember) -> Row:
    whom = {"match": match.id, "person": chosen.id, "role": Seat(chosen.role.value)}
    approve = Press("Approve", ApproveMember(**whom), Style.PRIMARY, disabled=chosen.approved)
    return Row((approve, Press("Remove", RemoveMember(**whom), Style.DANGER)))


def approved(member: CrewMember, others: Others) -> str:
    text = f"{shown(member)} is approved as {member.role}."
    clashing = conflicts.of(member.id, others)
    return f"{text} {overlaps(member.id, clashing)}" if clashing else text


def approved_before(member: CrewMember) -> str:
    return f"{shown(member)} is {_state(member)} as {member.role} already."


def removed(member: CrewMember) -> str:
    return f"{shown(member)} is not {member.role} any more."
