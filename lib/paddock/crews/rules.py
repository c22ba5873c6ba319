"""Who may join a match's crew, and what becomes of it."""

from datetime import datetime

from paddock.errors import BadInput, Refusal
from paddock.ids import PersonId, UserId
from paddock.matches.model import MOST_CREW, CrewMember, Match, Role


class OwnMatch(Refusal):
    def __init__(self) -> None:
        super().__init__("You play in this match, so you can't be on its crew. `/match needs` lists others.")


class PlaysInMatch(BadInput):
    def __init__(self) -> None:
        super().__init__("`user`: that member plays in this match. Name somebody who does not.")


class BotInCrew(BadInput):
    def __init__(self) -> None:
        super().__init__("`user`: a bot can't be on a crew. Name a person.")


class HalfNamed(BadInput):
    def __init__(self) -> None:
        super().__init__("To add somebody name both `user` and `role`; to see the crew name neither.")


class CrewFull(Refusal):
    def __init__(self) -> None:
        super().__init__(
            f"{MOST_CREW} people are on this crew; there is no room for more. An organizer can remove some."
        )


class Outrun(Refusal):
    """What is shown is older than what is true: it has to be shown anew, together with the text."""


class MatchOver(Outrun):
    def __init__(self, match: Match) -> None:
        super().__init__(f"That match is {match.status}; its crew stays as it was.")


class SignUpClosed(Outrun):
    def __init__(self, match: Match) -> None:
        over = f"this match is {match.status}, so its crew stays as it was."
        super().__init__(
            over
            if match.status.is_over
            else "sign-up closed at the start. An organizer can still add people with `/match crew`."
        )


class AlreadySignedUp(Outrun):
    def __init__(self, member: CrewMember) -> None:
        state = "approved" if member.approved else "waiting for an organizer's approval"
        super().__init__(f"you are signed up as {member.role} already, and {state}. `Withdraw` takes it back.")


class NotSignedUp(Outrun):
    def __init__(self) -> None:
        super().__init__("you are not on this crew (any more), so there is nothing to withdraw.")


class AlreadyApproved(Outrun):
    def __init__(self, member: CrewMember) -> None:
        super().__init__("They are approved already.")
        self.member = member


class NotInCrew(Outrun):
    def __init__(self) -> None:
        super().__init__("They are not on the crew any more: they have withdrawn, or somebody has removed them.")


def is_open(match: Match, now: datetime) -> bool:
    """Whether members may still sign up: until the start, by the clock or by the step."""
    return match.status.is_awaited and (match.when is None or now < match.when)


def signed_up(match: Match, person: PersonId, name: str, role: Role, now: datetime) -> Match:
    if person in _players(match):
        raise OwnMatch
    found = find(match, person, role)
    if found:
        raise AlreadySignedUp(found)
    if not is_open(match, now):
        raise SignUpClosed(match)
    return _with(match, CrewMember(id=person, name=name, role=role))


def withdrawn(match: Match, person: PersonId) -> Match:
    """Out of all of their roles, at any time."""
    left = tuple(each for each in match.crew if each.id != person or each.role is Role.HELPER)
    if left == match.crew:
        raise NotSignedUp
    return match.model_copy(update={"crew": left})


def approved(match: Match, person: PersonId, role: Role, by: UserId) -> Match:
    member = _member(match, person, role)
    if member.approved:
        raise AlreadyApproved(member)
    after = member.model_copy(update={"approved": True, "approved_by": by})
    return match.model_copy(update={"crew": tuple(after if each == member else each for each in match.crew)})


def removed(match: Match, person: PersonId, role: Role) -> Match:
    member = _member(match, person, role)
    return match.model_copy(update={"crew": tuple(each for each in match.crew if each != member)})


def added(match: Match, person: PersonId, name: str, role: Role, by: UserId) -> Match:
    """By an organizer, so that nobody's approval is needed; whoever waits is approved by it."""
    if match.status.is_over:
        raise MatchOver(match)
    if person in _players(match):
        raise PlaysInMatch
    if find(match, person, role):
        return approved(match, person, role, by)
    return _with(match, CrewMember(id=person, name=name, role=role, approved=True, approved_by=by))


def find(match: Match, person: PersonId, role: Role) -> CrewMember | None:
    return next((each for each in match.crew if each.id == person and each.role is role), None)


def visible(match: Match) -> tuple[CrewMember, ...]:
    """Those who wait come first; helpers are kept, not shown."""
    shown = (each for each in match.crew if each.role is not Role.HELPER)
    return tuple(sorted(shown, key=lambda each: each.approved))


def _with(match: Match, member: CrewMember) -> Match:
    if len(match.crew) >= MOST_CREW:
        raise CrewFull
    return match.model_copy(update={"crew": (*match.crew, member)})


def _member(match: Match, person: PersonId, role: Role) -> CrewMember:
    if match.status.is_over:
        raise MatchOver(match)
    found = find(match, person, role)
    if found is None:
        raise NotInCrew
    return found


def _players(match: Match) -> set[PersonId]:
    return {each.id for each in match.players}
