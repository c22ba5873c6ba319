"""Link codes: what they are made of, and which way they are typed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from paddock.organizations.codes import CodeId, new_code

TYPED = TypeAdapter(CodeId)


@given(st.text(), st.text())
def test_a_code_is_eight_letters_that_cannot_be_mistaken_for_digits(interaction: str, token: str) -> None:
    assert re.fullmatch(r"[A-Z2-7]{4}-[A-Z2-7]{4}", new_code(interaction, token))


def test_the_same_interaction_gives_the_same_code_and_another_token_another() -> None:
    assert new_code("1", "secret") == new_code("1", "secret")
    assert len({new_code("1", "secret"), new_code("2", "secret"), new_code("1", "other")}) == 3


def test_who_knows_the_interaction_but_not_its_token_knows_nothing() -> None:
    assert len({new_code("1", f"token {number}") for number in range(1000)}) == 1000


@pytest.mark.parametrize(
    "typed", ["OIBA-2345", "oiba2345", " oiba 2345 ", "OIBA–2345", "01ba-2345", "018a 2345", "`OIBA-2345`"]
)
def test_what_people_type_for_a_code_is_the_code(typed: str) -> None:
    assert TYPED.validate_python(typed) == CodeId.of("OIBA-2345")


@given(st.text())
def test_whatever_is_typed_becomes_a_digest_that_is_safe_in_a_key(typed: str) -> None:
    digest = TYPED.validate_python(typed)
    assert re.fullmatch(r"[0-9a-f]{32}", digest)
