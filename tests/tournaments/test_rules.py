"""What a tournament may be called, and when it may go."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.errors import BadInput
from paddock.ids import TournamentId
from paddock.tournaments import rules
from paddock.tournaments.model import MOST_SLUG, MOST_TOURNAMENTS, Directory, Listed
from tests.support.values import HOSTILE, TENANT, a_tournament

TEXTS = st.text() | st.sampled_from(HOSTILE)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Winter Open", "winter-open"),
        ("  Winter   Open 2038!  ", "winter-open-2038"),
        ("Älvsborgs Mästerskap", "alvsborgs-masterskap"),
        ("冬季公开赛", "tournament"),
        ("---", "tournament"),
        ("A" * 50, "a" * 32),
        ("thirty-one characters are enough x y", "thirty-one-characters-are-enough"),
    ],
)
def test_a_slug_is_made_of_the_names_letters_and_digits(name: str, slug: str) -> None:
    assert rules.slug_of(name) == slug


@given(TEXTS)
def test_every_name_gives_a_slug_that_a_tournament_can_have(name: str) -> None:
    slug = rules.slug_of(name)
    assert rules.checked_slug(slug) == slug
    assert a_tournament(slug=slug).slug == slug


@pytest.mark.parametrize(
    ("text", "slug"), [("winter-open", "winter-open"), (" Winter-Open ", "winter-open"), ("7", "7")]
)
def test_a_typed_slug_is_taken_in_small_letters(text: str, slug: str) -> None:
    assert rules.checked_slug(text) == slug


@pytest.mark.parametrize(
    "text", ["", " ", "-a", "a-", "a b", "a_b", "a#b", "é", "a" * (MOST_SLUG + 1), "a\nb", "ⓐ", "a/../b", *HOSTILE]
)
def test_what_is_no_slug_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match="for example"):
        rules.checked_slug(text)


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ((), "cup"),
        (("cup",), "cup-2"),
        (("cup", "cup-2", "cup-3"), "cup-4"),
        (("cup", "cup-3"), "cup-2"),
    ],
)
def test_a_slug_made_from_a_name_steps_aside_for_the_ones_that_exist(taken: tuple[str, ...], free: str) -> None:
    assert rules.free_slug("cup", taken) == free


def test_when_all_variants_are_taken_the_person_chooses() -> None:
    with pytest.raises(rules.SlugTaken):
        rules.free_slug("cup", {"cup", *(f"cup-{number}" for number in range(2, 10))})


@given(st.integers(1, MOST_SLUG), st.integers(0, 8))
def test_a_variant_is_a_slug_again(length: int, others: int) -> None:
    slug = "a" * length
    taken: set[str] = set()
    for _ in range(others + 1):
        free = rules.free_slug(slug, taken)
        assert rules.checked_slug(free) == free
        assert free not in taken
        taken.add(free)


def test_a_typed_slug_that_is_taken_is_refused() -> None:
    rules.check_free("cup", {"other"})
    with pytest.raises(rules.SlugTaken, match="cup"):
        rules.check_free("cup", {"cup"})


@pytest.mark.parametrize(
    "text",
    [
        "alttpr",
        " alttpr ",
        "https://speedgaming.org/alttpr",
        "speedgaming.org/alttpr/",
        "https://speedgaming.org/alttpr/?x=1",
    ],
)
def test_a_speedgaming_event_is_named_by_its_slug_or_its_address(text: str) -> None:
    assert rules.checked_speedgaming(text) == "alttpr"


@given(TEXTS)
def test_no_text_gets_into_the_imports_key_unchecked(text: str) -> None:
    try:
        slug = rules.checked_speedgaming(text)
    except BadInput:
        return
    assert rules.SPEEDGAMING.fullmatch(slug)


@pytest.mark.parametrize("text", ["a#b", "a b", "#", "a/b c", "ü", "a" * 61, "?event=x", "`a`"])
def test_what_is_no_speedgaming_slug_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(BadInput, match="alttpr"):
        rules.checked_speedgaming(text)


def test_deleting_archives() -> None:
    before = a_tournament(version=3)
    after = rules.archived(before, seen=3)
    assert after == before.model_copy(update={"archived": True, "active": False})
    assert not after.is_running


def test_a_tournament_that_was_changed_since_the_question_is_not_deleted() -> None:
    with pytest.raises(rules.ChangedSinceAsked):
        rules.archived(a_tournament(version=4), seen=3)


def test_a_deleted_tournament_takes_no_changes() -> None:
    with pytest.raises(rules.Archived):
        rules.check_open(a_tournament(archived=True))
    with pytest.raises(rules.Archived):
        rules.archived(a_tournament(archived=True, version=3), seen=3)


def test_an_inactive_tournament_can_be_changed() -> None:
    rules.check_open(a_tournament(active=False))


def test_an_organization_has_at_most_three_hundred_tournaments() -> None:
    def listing(count: int) -> Directory:
        some = (Listed(id=TournamentId(str(each)), name="x", slug=f"x{each}", active=True) for each in range(count))
        return Directory(organization=TENANT, tournaments=tuple(some))

    rules.check_room(listing(MOST_TOURNAMENTS - 1))
    with pytest.raises(rules.TooMany):
        rules.check_room(listing(MOST_TOURNAMENTS))
