"""Buttons carry their typed parameters there and back."""

from enum import StrEnum
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic.fields import FieldInfo

from paddock.catalog import ROUTES
from paddock.discord.message import MOST_CUSTOM_ID, Message, Press
from paddock.discord.registration import field_type
from paddock.discord.request import Button, Form, Select
from paddock.ids import Id, Snowflake
from paddock.permissions import Need

BUTTONS = [route.ask for route in ROUTES if issubclass(route.ask, Button)]

LOOKS = {
    *("match.page", "me.page", "crew.needs", "board.page", "board.mine", "board.picture"),
    *("async.page", "run.timer", "run.page", "run.card"),
    *("run.forfeit-no", "live.cancel-no"),
}
ABOUT_ONESELF = {
    *("match.step", "match.undo", "crew.sign_up", "crew.withdraw", "me.notifications"),
    *("run.new", "run.pool", "run.confirm", "run.cancel", "run.ready", "run.finish", "run.forfeit", "run.forfeit-yes"),
    *("run.vod", "run.vod-form", "run.flag", "run.flag-form"),
    *("live.join", "live.leave", "live.press", "review.restore"),
}
"""What people do about themselves, their own matches and runs; the rules say who."""


def carried(kind: type[Button]) -> dict[str, FieldInfo]:
    """The fields that stand in its custom_id."""
    apart = {"chosen"} if issubclass(kind, Select) else set(kind.inputs()) if issubclass(kind, Form) else set()
    return {name: field for name, field in kind.model_fields.items() if name not in apart}


def read_back(kind: type[Button], custom_id: str) -> Button:
    """With nothing chosen from a select, and nothing typed into a form."""
    if issubclass(kind, Form):
        return kind.filled(custom_id, {})
    return kind.parse(custom_id, [kind.model_fields["chosen"].default] if issubclass(kind, Select) else [])


class Long(Button, tag="long"):
    number: int


def values(kind: type) -> st.SearchStrategy[Any]:
    """Everything that a field of this type may hold."""
    if issubclass(kind, StrEnum):
        return st.sampled_from(kind)
    if issubclass(kind, Snowflake):
        return st.integers(0, 2**64 - 1).map(str)
    if issubclass(kind, Id):
        return st.from_regex(kind.pattern.replace("$", r"\Z"))
    if kind is bool:
        return st.booleans()
    assert kind is int
    return st.integers(-(2**31), 2**31)


@st.composite
def buttons(draw: st.DrawFn) -> Button:
    chosen: type[Button] = draw(st.sampled_from(BUTTONS))
    fields = {}
    for name, field in carried(chosen).items():
        given_values = values(field_type(field))
        may_lack = type(None) in getattr(field.annotation, "__args__", ())
        fields[name] = draw(st.none() | given_values if may_lack else given_values)
    return chosen.model_validate(fields)


@given(buttons())
def test_every_button_is_read_back_as_it_was_made(button: Button) -> None:
    assert read_back(type(button), button.custom_id) == button


@given(buttons())
def test_every_button_fits_into_discord_s_hundred_characters(button: Button) -> None:
    assert 1 <= len(button.custom_id) <= MOST_CUSTOM_ID


@given(buttons(), st.text(":", min_size=1, max_size=3))
def test_a_button_with_a_part_too_many_is_refused(button: Button, more: str) -> None:
    with pytest.raises(ValueError, match=r"zip\(\)|invalid"):
        read_back(type(button), button.custom_id + more)


@given(st.sampled_from(BUTTONS), st.text())
def test_whatever_somebody_forges_is_refused_or_is_a_proper_button(kind: type[Button], forged: str) -> None:
    try:
        button = read_back(kind, f"{kind.tag}:{forged}")
    except ValueError:
        return
    assert read_back(type(button), button.custom_id) == button


def test_a_tag_holds_no_colon() -> None:
    assert [each.tag for each in BUTTONS if ":" in each.tag] == []


def test_no_field_of_a_button_is_free_text() -> None:
    kinds = {field_type(field) for each in BUTTONS for field in carried(each).values()}
    assert kinds
    assert [kind for kind in kinds if not issubclass(kind, int | Id | StrEnum)] == []


def test_a_button_that_changes_something_names_who_may_press_it() -> None:
    for_anybody = {each.tag for each in BUTTONS if each.needs is Need.ANYONE}
    assert for_anybody <= LOOKS | ABOUT_ONESELF


def test_a_custom_id_that_is_too_long_never_leaves() -> None:
    with pytest.raises(ValueError, match="longer"):
        Message(buttons=(Press("Long", Long(number=10**100)),)).payload()
