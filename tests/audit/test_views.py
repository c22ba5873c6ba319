"""How the audit is shown: who, what, and each value before and after."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.asyncs.model import AsyncDirectory, Listed
from paddock.audit.model import SYSTEM, AuditLine
from paddock.audit.views import Names, audit
from paddock.ids import AsyncId, ChannelId
from paddock.tournaments.model import Directory
from tests.support.values import GUILD, HOSTILE, NOW, TENANT, a_tournament

QUALIFIER = Listed(id=AsyncId("700"), name="Winter *Qualifier*", guild=GUILD, channel=ChannelId("33"))
NAMES = Names(
    Directory(organization=TENANT).listing(a_tournament()), AsyncDirectory(organization=TENANT, asyncs=(QUALIFIER,))
)


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
    card = audit([a_line(**changes)], NAMES).card
    assert card
    return card.lines[0].removeprefix("<t:2142590400:f> ")


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
        ("when", None, "2037-11-23T15:00:00Z", "when none → <t:2142601200:f>"),
        ("organizer_role", None, "22", "organizer role none → <@&22>"),
        ("announcements", "33", None, "announcements <#33> → none"),
        ("players", [], [{"id": "11", "name": "alice"}, {"id": "sg_1", "name": "b*b"}], "players none → alice, b\\*b"),
        ("troubles", [], [{"kind": "CREATE_EVENTS", "where": "events"}], "troubles none → CREATE\\_EVENTS"),
    ],
)
def test_values_are_shown_as_people_write_them(name: str, before: Any, after: Any, shown: str) -> None:
    assert said(before={name: before}, after={name: after}).endswith(shown)


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("async_", "700", "async Winter \\*Qualifier\\*"),
        ("async_", "999", "async 999"),
        ("user", "11", "user <@11>"),
        ("thread", "44", "thread <#44>"),
        ("milliseconds", 3_723_456, "milliseconds 1:02:03"),
        ("claim", {"by": "12", "until": "2037-11-23T15:00:00Z"}, "claim by <@12> · <t:2142601200:f>"),
        ("voided", {"by": "11", "reason": "Crash *again*"}, "voided by <@11> · Crash \\*again\\*"),
        ("review", {"by": "12", "decision": "rejected", "reason": "No VOD"}, "review by <@12> · rejected · No VOD"),
        ("pars", [{"permalink": "1-2", "milliseconds": 60_000}], "pars 1-2 1:00"),
        ("pools", [{"id": "1", "name": "Pool A", "archived": False}], "pools Pool A"),
        ("permalinks", [{"id": "1-2", "url": "https://example.org"}], "permalinks 1-2"),
    ],
)
def test_what_a_run_and_its_async_hold_reads_as_words(field: str, value: Any, words: str) -> None:
    assert said(after={field: value}).endswith(f": {words}")


CAROL = {"id": "13", "name": "carol", "role": "tracker"}


def test_a_step_reads_as_words() -> None:
    steps = [{"before": "scheduled", "after": "checked in", "at": "2037-11-23T12:00:00Z", "by": "11"}]
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
        ("async.opened", "async:700", "**async opened** Winter \\*Qualifier\\*"),
        ("async.deleted", "async:999", "**async deleted** `999`"),
        ("permalink.added", "pool:700-2", "**permalink added** pool `2` of Winter \\*Qualifier\\*"),
        ("permalink.added", "pool:999-2", "**permalink added** pool `999-2`"),
        ("run.finished", "run:800", "**run finished** `800`"),
    ],
)
def test_the_subject_is_named_as_people_know_it(action: str, subject: str, shown: str) -> None:
    assert said(action=action, subject=subject) == f"<@11> {shown}"


def test_an_empty_audit_says_so() -> None:
    assert audit([], NAMES).text == "Nothing has been changed yet."


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_people_typed_is_escaped_and_cut(text: str) -> None:
    line = said(before={"title": text}, after={"title": text, "comment": text, "description": text})
    assert len(line) < 500
    assert "@everyone" not in line.replace("\\@everyone", "")


LEAVES = st.none() | st.booleans() | st.integers() | st.text()
PARTS = st.sampled_from(
    ["name", "kind", "role", "approved", "player", "rank", "seconds", "dnf", "by", "milliseconds", "permalink", "else"]
)
FIELDS = st.text(max_size=20) | st.sampled_from(["async_", "milliseconds", "thread", "user"])


@given(
    st.dictionaries(
        FIELDS,
        st.recursive(LEAVES, lambda inner: st.lists(inner) | st.dictionaries(PARTS, inner), max_leaves=5),
    )
)
def test_every_value_can_be_shown_and_a_page_fits(after: dict[str, Any]) -> None:
    message = audit([a_line(after=after, before=after)] * 20, NAMES)
    assert len(message.payload()["embeds"][0]["description"]) <= 4000
