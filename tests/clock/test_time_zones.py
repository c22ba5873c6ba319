"""Zones by the names that people know."""

import pytest

from paddock.clock import UnknownZone, suggest_zones, zone


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/BERLIN", "Europe/Berlin"),
        ("  america/new york ", "America/New_York"),
        ("berlin", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("São Paulo", "America/Sao_Paulo"),
        ("seattle", "America/Los_Angeles"),
        ("Japan", "Asia/Tokyo"),
        ("france", "Europe/Paris"),
        ("utc", "UTC"),
        ("Z", "UTC"),
        ("GMT", "GMT"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("Etc/GMT-2", "Etc/GMT-2"),
    ],
)
def test_a_zone_is_found_in_any_case_by_name_city_or_only_country(name: str, key: str) -> None:
    assert zone(name).key == key


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("est", "`America/New_York`"),
        ("CET", "`Europe/Berlin`"),
        ("cst", "`America/Chicago` or `Asia/Shanghai`"),
        ("germany", "`Europe/Berlin` or `Europe/Busingen`"),
        ("berln", "`Europe/Berlin`"),
        ("utc+2", "`Europe/Berlin` or `America/New_York`"),
        ("", "`UTC`, `America/New_York` or `America/Chicago`"),
        ("../../etc/passwd", "`Europe/Berlin`"),
        ("Factory", "`Europe/Berlin`"),
        ("localtime", "`Europe/Berlin`"),
        ("Europe/Berlin\x00", "`Europe/Berlin`"),
        ("x" * 5000, "`Europe/Berlin`"),
    ],
)
def test_anything_else_is_refused_with_a_zone_to_pick(name: str, hint: str) -> None:
    with pytest.raises(UnknownZone) as refused:
        zone(name)
    assert hint in refused.value.text
    assert len(refused.value.text) < 200


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("berl", "Europe/Berlin"),
        ("europe/lon", "Europe/London"),
        ("new y", "America/New_York"),
        ("est", "America/New_York"),
        ("eastern", "America/New_York"),
        ("germany", "Europe/Berlin"),
        ("united s", "America/New_York"),
        ("usa", "America/New_York"),
        ("uk", "Europe/London"),
        ("jp", "Asia/Tokyo"),
        ("south korea", "Asia/Seoul"),
        ("san fran", "America/Los_Angeles"),
        ("calcutta", "Asia/Kolkata"),
        ("berln", "Europe/Berlin"),
        ("utc", "UTC"),
        ("us", "America/New_York"),
        ("navajo", "Navajo"),
    ],
)
def test_suggestions_know_cities_countries_and_abbreviations(text: str, first: str) -> None:
    assert suggest_zones(text)[0] == first


def test_suggestions_for_no_text_are_the_popular_zones() -> None:
    assert suggest_zones("")[:2] == ["UTC", "America/New_York"]
    assert len(suggest_zones("", limit=25)) == 25


def test_no_more_suggestions_come_than_asked_for_and_none_twice() -> None:
    assert len(suggest_zones("america", limit=7)) == 7
    found = suggest_zones("a", limit=25)
    assert len(found) == len(set(found)) == 25


def test_text_that_names_nothing_has_no_suggestions() -> None:
    assert suggest_zones("🏁") == []
    assert suggest_zones("q" * 5000) == []


@pytest.mark.parametrize("text", ["", "a", "america", "germany", "utc", "ist", "eastern"])
def test_every_suggestion_is_a_zone(text: str) -> None:
    for name in suggest_zones(text):
        assert zone(name).key == name
