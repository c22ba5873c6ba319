"""What Discord refused is remembered for each place by itself."""

from tests.support.values import a_server

KIND = "SEND_MESSAGES"
BOTH = a_server().troubled(KIND, "announcements").troubled(KIND, "crew channel")


def test_the_same_permission_is_missed_in_each_place_by_itself() -> None:
    assert [each.where for each in BOTH.troubles] == ["announcements", "crew channel"]
    assert BOTH.troubled(KIND, "announcements") == BOTH


def test_what_works_again_in_one_place_is_still_missed_in_the_other() -> None:
    left = BOTH.relieved(KIND, "announcements")
    assert not left.has_trouble(KIND, "announcements")
    assert left.has_trouble(KIND, "crew channel")
    assert left.has_trouble(KIND)


def test_a_permission_that_is_there_everywhere_is_missed_nowhere() -> None:
    assert BOTH.relieved(KIND).troubles == ()


def test_another_permission_of_the_same_place_is_still_missed() -> None:
    server = BOTH.troubled("VIEW_CHANNEL", "announcements").relieved(KIND)
    assert [each.kind for each in server.troubles] == ["VIEW_CHANNEL"]
