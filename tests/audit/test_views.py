"""How the audit is shown: who, what, and each value before and after."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.audit.model import SYSTEM, AuditLine
from paddock.audit.views import audit
from paddock.tournaments.model import Directory
from tests.support.values import HOSTILE, NOW, TENANT, a_tournament

DIRECTORY = Directory(organization=TENANT).listing(a_tournament())


def a_line(**changes: Any) -> AuditLine:
    usual = {
        "organization": TENANT,
        "instant": NOW,
        "source": "1",
        "place": 0,
        "actor": "11",
        "action": "match.changed",
        "subject": "match:400",
        "before": {},
        "after": {},
    }
    return AuditLine(**{**usual, **changes})


def said(**changes: Any) -> str:
    card = audit([a_line(**changes)], DIRECTORY).card
    assert card
    return card.lines[0].removeprefix("<t:1795435200:f> ")


def test_a_line_tells_when_who_what_old_and_new() -> None:
    assert said(before={"title": "Final"}, after={"title": "Grand Final"}) == (
        "<@11> **match changed** `400`: title Final → Grand Final"
    )


def test_what_no_person_asked_for_was_done_by_the_system() -> None:
    assert said(actor=SYSTEM).startswith("system ")


@pytest.mark.parametrize(
    ("name", "before", "after", "shown"),
    [
        ("title", "Final", None, "title Final → none"),
        ("enabled", True, False, "enabled yes → no"),
        ("reminder_minutes", 30, 10, "reminder minutes 30 → 10"),
        ("when", None, "2026-11-23T15:00:00Z", "when none → <t:1795446000:f>"),
        ("organizer_role", None, "22", "organizer role none → <@&22>"),
        ("announcements", "33", None, "announcements <#33> → none"),
        ("players", [], [{"id": "11", "name": "alice"}, {"id": "sg_1", "name": "b*b"}], "players none → alice, b\\*b"),
        ("troubles", [], [{"kind": "CREATE_EVENTS", "where": "events"}], "troubles none → CREATE\\_EVENTS"),
    ],
)
def test_values_are_shown_as_people_write_them(name: str, before: Any, after: Any, shown: str) -> None:
    assert said(before={name: before}, after={name: after}).endswith(shown)


CAROL = {"id": "13", "name": "carol", "role": "tracker"}


def test_a_step_reads_as_words() -> None:
    steps = [{"before": "scheduled", "after": "checked in", "at": "2026-11-23T12:00:00Z", "by": "11"}]
    before, after = {"status": "scheduled", "steps": []}, {"status": "checked in", "steps": steps}
    assert said(action="match.checked in", before=before, after=after) == (
        "<@11> **match checked in** `400`: status scheduled → checked in"
    )


def test_a_change_of_the_crew_reads_as_words() -> None:
    waiting, approved = {**CAROL, "approved": False}, {**CAROL, "approved": True, "approved_by": "10"}
    assert said(before={"crew": [waiting]}, after={"crew": [approved]}).endswith(
        "crew carol (tracker) → carol (tracker, approved)"
    )


def test_a_result_reads_as_words() -> None:
    places = [
        {"player": "11", "rank": 1, "seconds": 5025, "dnf": False},
        {"player": "sg_7", "rank": 2, "seconds": None, "dnf": True},
        {"player": "12", "rank": 3, "seconds": None, "dnf": False},
    ]
    assert said(before={"result": []}, after={"result": places}).endswith(
        "result none → 1. <@11> 1:23:45, 2. sg\\_7 DNF, 3. <@12>"
    )


def test_somebody_who_was_told_something_is_mentioned() -> None:
    assert said(after={"user": "11", "way": "not at all"}).endswith("user <@11>; way not at all")


@pytest.mark.parametrize(
    ("action", "subject", "shown"),
    [
        ("tournament.changed", "tournament:300", "**tournament changed** `winter-open`"),
        ("tournament.deleted", "tournament:999", "**tournament deleted** `999`"),
        ("event.created", "match:400", "**event created** match `400`"),
        ("task.disabled", "task:match_reminders", "**task disabled** `match_reminders`"),
    ],
)
def test_the_subject_is_named_as_people_know_it(action: str, subject: str, shown: str) -> None:
    assert said(action=action, subject=subject) == f"<@11> {shown}"


def test_an_empty_audit_says_so() -> None:
    assert audit([], DIRECTORY).text == "Nothing has been changed yet."


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_typed_is_escaped_and_cut(text: str) -> None:
    line = said(before={"title": text}, after={"title": text, "comment": text, "description": text})
    assert len(line) < 500
    assert "@everyone" not in line.replace("\\@everyone", "")


LEAVES = st.none() | st.booleans() | st.integers() | st.text()
NAMES = st.sampled_from(["name", "kind", "role", "approved", "player", "rank", "seconds", "dnf", "else"])


@given(
    st.dictionaries(
        st.text(max_size=20),
        st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner), max_leaves=5),
    )
)
def test_every_value_can_be_shown_and_a_page_fits(after: dict[str, Any]) -> None:
    message = audit([a_line(after=after, before=after)] * 20, DIRECTORY)
    assert len(message.payload()["embeds"][0]["description"]) <= 4000
