"""What makes two reminders the same promise."""

from datetime import timedelta

from paddock.ids import MatchId, UserId
from paddock.notices.asks import RemindPeople, SendReminder
from tests.support.values import NOW, TENANT

LATER = NOW + timedelta(hours=1)
MATCH = MatchId("400")


def to(user: str, match: str = "400") -> SendReminder:
    return SendReminder(organization=TENANT, match=MatchId(match), start=NOW, user=UserId(user))


def test_a_match_has_one_promise_to_remind_whenever_it_starts() -> None:
    first = RemindPeople(organization=TENANT, match=MATCH, start=NOW)
    assert first.id == RemindPeople(organization=TENANT, match=MATCH, start=LATER).id


def test_each_player_and_each_start_has_a_message_of_its_own() -> None:
    moved = to("11").model_copy(update={"start": LATER})
    assert len({to("11").id, to("12").id, to("11", match="401").id, moved.id}) == 4


def test_direct_messages_go_out_one_after_the_other() -> None:
    assert to("11").group == to("12", match="401").group
