"""How records become items: keys, indexes, columns, documents."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from paddock.clock import parse_stamp, stamp
from paddock.ids import OrganizationId
from paddock.store.item import Index, Item, Record, Table

NOON = datetime(2037, 11, 23, 12, tzinfo=UTC)


class Thing(Record):
    organization: OrganizationId
    name: str
    at: datetime = NOON
    place: int = 0
    owner: str | None = None


THING = Item(
    Thing,
    pk="{organization}#THINGS",
    sk="THING#{at}#{place:03d}",
    purpose="for tests",
    indexes=(Index("roster", pk="{organization}#OWNER#{owner}", sk="{at}#{name}"),),
    columns=("name", "at"),
    expires=lambda thing: thing.at + timedelta(days=1) if thing.owner is None else None,
)


def a_thing(**changes: Any) -> Thing:
    return Thing.model_validate({"organization": "1", "name": "cup", **changes})


def test_a_record_s_key_is_the_key_of_its_parts() -> None:
    thing = a_thing(place=7)
    assert THING.key_of(thing) == THING.key(organization="1", at=NOON, place=7)
    assert THING.key_of(thing).wire == {"pk": {"S": "1#THINGS"}, "sk": {"S": "THING#2037-11-23T12:00:00.000Z#007"}}


def test_a_key_lacks_no_part() -> None:
    with pytest.raises(KeyError):
        THING.key(organization="1")


def test_a_part_with_braces_stays_as_it_is() -> None:
    assert THING.key(organization="{name}", at=NOON, place=1).pk == "{name}#THINGS"


@given(st.datetimes(timezones=st.just(UTC)), st.datetimes(timezones=st.just(UTC)))
def test_instants_in_keys_sort_as_time_does(one: datetime, other: datetime) -> None:
    first, second = sorted((one, other))
    keys = [THING.key(organization="1", at=each, place=0).sk for each in (first, second)]
    assert keys == sorted(keys)
    assert len({len(key) for key in keys}) == 1


@given(st.datetimes(timezones=st.timezones()))
def test_an_instant_in_a_key_can_be_read_back_to_the_millisecond(moment: datetime) -> None:
    assert timedelta(0) <= moment.astimezone(UTC) - parse_stamp(stamp(moment)) < timedelta(milliseconds=1)


def test_an_instant_without_a_zone_gets_into_no_key() -> None:
    with pytest.raises(ValueError, match="zone"):
        THING.key(organization="1", at=datetime(2037, 1, 1), place=0)  # noqa: DTZ001 - the mistake itself


def test_what_is_stored_is_one_version_further() -> None:
    attributes = THING.dump(a_thing(version=4))
    assert attributes["version"] == {"N": "5"}
    assert THING.load(attributes) == a_thing(version=5)


@given(
    st.builds(
        a_thing,
        name=st.text(),
        owner=st.none() | st.text(),
        place=st.integers(),
        at=st.datetimes(timezones=st.just(UTC)),
    )
)
def test_whatever_is_stored_is_read_back_as_it_was(thing: Thing) -> None:
    assert THING.load(THING.dump(thing)) == thing.model_copy(update={"version": 1})


def test_an_item_is_in_an_index_only_while_it_has_all_parts_of_its_key() -> None:
    owned = THING.dump(a_thing(owner="alice"))
    assert owned["roster_pk"] == {"S": "1#OWNER#alice"}
    assert owned["roster_sk"] == {"S": "2037-11-23T12:00:00.000Z#cup"}
    assert {"roster_pk", "roster_sk"}.isdisjoint(THING.dump(a_thing()))


def test_columns_stand_beside_the_document() -> None:
    attributes = THING.dump(a_thing())
    assert attributes["name"] == {"S": "cup"}
    assert attributes["at"] == {"S": "2037-11-23T12:00:00.000Z"}
    assert "place" not in attributes


def test_an_item_that_expires_says_when_in_whole_seconds() -> None:
    assert THING.dump(a_thing())["expires"] == {"N": str(int((NOON + timedelta(days=1)).timestamp()))}
    assert "expires" not in THING.dump(a_thing(owner="alice"))


def test_a_record_with_a_field_that_nobody_knows_is_refused() -> None:
    attributes = THING.dump(a_thing())
    attributes["doc"] = {"S": '{"organization": "1", "name": "cup", "colour": "red"}'}
    with pytest.raises(ValueError, match="colour"):
        THING.load(attributes)


def test_a_key_names_its_table() -> None:
    assert THING.key_of(a_thing()).table is Table.RECORDS
