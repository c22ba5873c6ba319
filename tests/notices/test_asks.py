"""What makes two notices the same promise, and what the same news."""

from datetime import timedelta
from typing import Any

import pytest

from paddock.ids import MatchId, UserId
from paddock.matches.model import Role
from paddock.notices.asks import RemindPeople, TellPerson, first_id
from paddock.notices.model import Fact, Telling
from tests.support.values import NOW, TENANT

LATER = NOW + timedelta(hours=1)
MATCH = MatchId("400")
LONGEST = MatchId("9" * 32)


def telling(fact: Fact = Fact.MOVED, user: str = "11", **changes: Any) -> TellPerson:
    about = {name: changes.pop(name) for name in ("roles", "imported") if name in changes}
    usual = {"organization": TENANT, "match": MATCH, "at": NOW, "when": LATER}
    return TellPerson(**{**usual, **changes}, telling=Telling(user=UserId(user), fact=fact, **about))


def test_a_match_has_one_promise_to_remind_whenever_it_starts() -> None:
    first = RemindPeople(organization=TENANT, match=MATCH, start=NOW)
    assert first.id == RemindPeople(organization=TENANT, match=MATCH, start=LATER).id


def test_each_person_match_fact_and_instant_has_a_message_of_its_own() -> None:
    promises = [
        telling(),
        telling(user="12"),
        telling(Fact.SCHEDULED),
        telling(match=MatchId("401")),
        telling(at=LATER),
        telling(Fact.APPROVED, roles=(Role.TRACKER,)),
        telling(Fact.APPROVED, roles=(Role.COMMENTATOR,)),
    ]
    assert len({each.id for each in promises}) == len(promises)


def test_what_one_person_is_told_sorts_as_it_happened_and_apart_from_everybody_else() -> None:
    instants = (NOW, NOW + timedelta(milliseconds=1), LATER, LATER + timedelta(days=9000))
    ids = [telling(at=each).id for each in instants]
    assert ids == sorted(ids)
    assert first_id(UserId("11")) < ids[0]
    others = [telling(user=user).id for user in ("1", "10", "111", "12")]
    assert [each for each in others if first_id(UserId("11")) <= each <= ids[-1]] == []


def test_the_longest_ids_make_a_job_id() -> None:
    longest = telling(Fact.SCHEDULED, user="9" * 20, match=LONGEST, roles=tuple(Role)[:3])
    assert len(longest.id) <= 120


@pytest.mark.parametrize("fact", list(Fact))
def test_direct_messages_go_out_one_after_the_other(fact: Fact) -> None:
    assert telling(fact).group == telling(user="12", match=MatchId("401")).group


def test_a_reminder_is_the_same_news_whenever_it_is_promised_but_not_of_another_start() -> None:
    first = telling(Fact.REMINDER)
    assert first.marks == telling(Fact.REMINDER, at=LATER).marks
    assert first.marks != telling(Fact.REMINDER, when=LATER + timedelta(hours=1)).marks


def test_what_a_person_did_at_another_instant_is_other_news() -> None:
    assert telling().marks != telling(at=LATER).marks


def test_what_speedgaming_says_of_a_role_is_the_same_news_whenever_it_says_so() -> None:
    both = telling(Fact.APPROVED, roles=(Role.TRACKER, Role.COMMENTATOR), imported=True)
    one = telling(Fact.APPROVED, roles=(Role.COMMENTATOR,), imported=True, at=LATER)
    assert set(one.marks) < set(both.marks)
