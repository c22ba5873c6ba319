"""What is kept of who is linked to whom."""

import pytest

from paddock.change import Change, Planned
from paddock.ids import OrganizationId, PlaceholderId, UserId
from paddock.placeholders import links as linking
from paddock.placeholders.asks import LinkPlaceholder
from paddock.placeholders.model import MOST_BY_HAND, MOST_LINKS, Link, Links, Placeholder
from paddock.placeholders.records import saved
from paddock.speedgaming.learning import MOST_LEARNED
from tests.support.values import TENANT

CAROL, ADMIN = UserId("13"), UserId("99")
CYD = Placeholder(organization=TENANT, id=PlaceholderId("sg_7"), name="Cyd")
LONGEST = "\U0001f984" * 200
"""Four bytes each in UTF-8."""


def links(users: dict[str, str] | None = None, by: UserId | None = None) -> Links:
    made = {PlaceholderId(id): Link(user=UserId(user), by=by) for id, user in (users or {}).items()}
    return Links(organization=TENANT, users=made)


def learned(before: Links, users: dict[str, str], name: str = "") -> Links:
    ids = [PlaceholderId(id) for id in users]
    known = {id: Placeholder(organization=TENANT, id=id, name=name) for id in ids}
    return linking.learned(before, {id: UserId(users[id]) for id in ids}, known)


def test_a_link_holds_how_both_are_called() -> None:
    after = linking.linked_by_hand(links(), CYD, CAROL, "carol", ADMIN)
    assert after.find(CYD.id) == Link(user=CAROL, by=ADMIN, name="Cyd", member="carol")
    assert learned(links(), {"sg_8": "13"}, "Dot").find(PlaceholderId("sg_8")) == Link(user=CAROL, name="Dot")


def test_a_later_link_replaces_an_earlier_one() -> None:
    after = linking.linked_by_hand(links({"sg_7": "11"}), CYD, CAROL, "carol", ADMIN)
    assert after.person(CYD.id).user == CAROL


def test_the_same_link_again_is_refused() -> None:
    with pytest.raises(linking.LinkedAlready):
        linking.linked_by_hand(links({"sg_7": "13"}), CYD, CAROL, "carol", ADMIN)


def test_an_unlinked_one_is_a_placeholder_again() -> None:
    assert linking.unlinked(links({"sg_7": "13"}), CYD.id).person(CYD.id) == CYD.id


def test_nobody_is_unlinked_twice() -> None:
    with pytest.raises(linking.NotLinked):
        linking.unlinked(links(), CYD.id)


class TestOfTooMany:
    def test_those_that_speedgaming_made_first_are_forgotten(self) -> None:
        many = learned(links({"sg_1": "11"}, by=ADMIN), {f"sg_{n}": "13" for n in range(2, MOST_LINKS + 2)})
        assert len(many.users) == MOST_LINKS
        assert many.find(PlaceholderId("sg_1")) is not None, "it was made by hand"
        assert many.find(PlaceholderId("sg_2")) is None

    def test_what_is_learned_fits_into_one_transaction_and_tells_of_nobody_who_is_forgotten(self) -> None:
        full = learned(links(), {f"sg_{n}": "13" for n in range(1, MOST_LINKS + 1)})
        new = {f"sg_crew_{n}": "14" for n in range(MOST_LEARNED)}
        ids = [PlaceholderId(id) for id in new]
        change = saved(full, learned(full, new), ids) + Change(
            jobs=tuple(Planned(LinkPlaceholder(organization=OrganizationId("1"), placeholder=id)) for id in ids)
        )
        assert [entry.subject for entry in change.entries] == [f"player:{id}" for id in ids]
        assert change.size < 60

    def test_they_fit_into_one_item(self) -> None:
        """DynamoDB's limit is 400 KB."""
        full = learned(links(), {f"sg_crew_{2 * 10**18 + n}": f"{10**19}" for n in range(MOST_LINKS)}, LONGEST)
        for number in range(MOST_BY_HAND):
            who = Placeholder(organization=TENANT, id=PlaceholderId(f"sg_crew_{10**18 + number}"), name=LONGEST)
            full = linking.linked_by_hand(full, who, CAROL, LONGEST, UserId(f"{10**19}"))
        assert len(full.users) == MOST_LINKS
        assert len(full.model_dump_json(exclude_none=True).encode()) < 390_000

    def test_more_by_hand_are_refused_and_to_correct_one_is_not_more(self) -> None:
        full = links({f"sg_{number}": "11" for number in range(1, MOST_BY_HAND + 1)}, by=ADMIN)
        other = CYD.model_copy(update={"id": PlaceholderId("sg_5000")})
        with pytest.raises(linking.TooManyLinks):
            linking.linked_by_hand(full, other, CAROL, "carol", ADMIN)
        assert linking.linked_by_hand(full, CYD, CAROL, "carol", ADMIN).person(CYD.id).user == CAROL
