"""The message in the crew channel: one, and as the matches are."""

from typing import Any

import pytest

from paddock.store.item import Table
from tests.crews.desk import PERMISSIONS, Desk
from tests.support.world import World

CREATE, EDIT, DELETE = "create_message", "update_message", "delete_message"


class Board:
    """The crew channel, as its readers see it."""

    def __init__(self, desk: Desk, channel: str) -> None:
        self.desk = desk
        self.channel = channel

    @property
    def messages(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.desk.world.discord.messages(self.channel)
        return found

    @property
    def message(self) -> dict[str, Any]:
        (only,) = self.messages
        return only

    @property
    def text(self) -> str:
        (embed,) = self.message["embeds"]
        return f"{embed['title']}\n{embed['description']}"

    def calls(self, route: str) -> int:
        made = self.desk.world.discord.requests(route)
        return sum(f"/channels/{self.channel}/messages" in each["path"] for each in made)

    def written(self) -> int:
        return self.calls(CREATE) + self.calls(EDIT) + self.calls(DELETE)


@pytest.fixture
def board(desk: Desk) -> Board:
    return Board(desk, desk.crew_channel())


def record(desk: Desk) -> dict[str, Any]:
    (only,) = desk.stored("NEEDS")
    return only


def waiting(desk: Desk) -> list[dict[str, Any]]:
    jobs = desk.world.documents(Table.JOBS)
    return [each for each in jobs if each["kind"] == "crews.needs" and each["state"] == "pending"]


# -- what it says ------------------------------------------------------------------------------------------------------


def test_setting_the_channel_posts_the_list(desk: Desk) -> None:
    desk.match(desk.cup, title="Final")
    board = Board(desk, desk.crew_channel())
    assert "Crew needed for 1 match" in board.text
    assert "**Final**" in board.text


def test_with_nothing_needed_it_says_so(board: Board) -> None:
    assert "No crew needed" in board.text


def test_it_follows_new_matches_sign_ups_approvals_withdrawals_and_cancellations(board: Board, carol: Any) -> None:
    desk = board.desk
    match = desk.match(desk.cup, title="Final")
    assert "needs 2 commentators, 1 tracker" in board.text
    desk.signs_up(carol, match)
    desk.world.drain()
    assert f"waiting for approval: <@{carol.user_id}> (tracker)" in board.text
    desk.approves(match)
    desk.world.drain()
    assert "needs 2 commentators" in board.text
    desk.withdraws(carol, match)
    desk.world.drain()
    assert "1 tracker" in board.text
    desk.edit(match, title="Grand final")
    assert "Grand final" in board.text
    desk.admin.slash("match cancel", match=match)
    desk.world.drain()
    assert "No crew needed" in board.text
    assert board.calls(CREATE) == 1


def test_a_match_drops_off_at_its_start(board: Board) -> None:
    desk = board.desk
    desk.match(desk.cup, title="Early", when="in 2 hours")
    desk.match(desk.cup, title="Late", when="in 4 hours")
    desk.world.pass_time(hours=2)
    assert "Early" not in board.text
    assert "Late" in board.text
    desk.world.pass_time(hours=2)
    assert "No crew needed" in board.text
    desk.world.pass_time(minutes=2)
    assert waiting(desk) == [], "nothing is coming that could change it"


def test_a_match_comes_on_when_it_is_two_weeks_away(board: Board) -> None:
    desk = board.desk
    desk.match(desk.cup, title="Far", when="in 15 days")
    desk.world.pass_time(minutes=2)
    assert "No crew needed" in board.text
    desk.world.pass_time(days=1, minutes=1)
    assert "**Far**" in board.text


def test_a_tournament_that_is_not_going_on_needs_no_crew(board: Board) -> None:
    desk = board.desk
    desk.match(desk.cup, title="Final")
    desk.admin.slash("tournament edit", tournament=desk.cup, active=False)
    desk.world.drain()
    assert "No crew needed" in board.text


def test_nobody_is_pinged(board: Board, carol: Any) -> None:
    desk = board.desk
    desk.signs_up(carol, desk.match(desk.cup))
    desk.world.drain()
    for route in (CREATE, EDIT):
        for request in desk.world.discord.requests(route):
            assert request["body"]["allowed_mentions"] == {"parse": [], "users": [], "roles": []}


# -- no call too many --------------------------------------------------------------------------------------------------


def test_what_changes_nothing_in_the_list_calls_nobody(board: Board) -> None:
    desk = board.desk
    desk.match(desk.cup)
    before = board.written()
    desk.match(desk.cup, when="in 20 days")
    desk.world.pass_time(minutes=2)
    assert board.written() == before


def test_a_burst_of_changes_is_one_edit(board: Board) -> None:
    desk = board.desk
    match = desk.match(desk.cup)
    people = [desk.helper(f"helper{number}") for number in range(10)]
    before = board.calls(EDIT)
    for person in people:
        desk.signs_up(person, match)
    desk.world.drain()
    assert board.calls(EDIT) == before + 1
    assert people[0].user_id in board.text


def test_without_a_channel_nothing_is_promised(desk: Desk) -> None:
    desk.match(desk.cup)
    assert waiting(desk) == []


# -- what people do to it ----------------------------------------------------------------------------------------------


def test_a_message_that_somebody_deleted_is_posted_anew(board: Board) -> None:
    desk = board.desk
    desk.world.discord.delete_message(board.channel, board.message["id"])
    desk.match(desk.cup, title="Final")
    assert "**Final**" in board.text
    desk.match(desk.cup, title="Semifinal")
    assert "**Semifinal**" in board.text
    assert board.calls(CREATE) == 2


def test_a_message_that_takes_no_more_edits_is_replaced(board: Board) -> None:
    desk = board.desk
    old = board.message["id"]
    refusal = {"code": 30046, "message": "Maximum number of edits to messages older than 1 hour reached."}
    desk.world.discord.fail(EDIT, status=400, body=refusal)
    desk.match(desk.cup, title="Final")
    assert board.message["id"] != old
    assert "**Final**" in board.text
    assert board.calls(EDIT) == 1


def test_another_channel_gets_the_message_and_the_old_one_loses_it(board: Board) -> None:
    desk = board.desk
    desk.match(desk.cup, title="Final")
    moved = Board(desk, desk.crew_channel("helpers"))
    assert board.messages == []
    assert "**Final**" in moved.text


def test_without_a_channel_the_message_goes(board: Board) -> None:
    desk = board.desk
    desk.admin.slash("config server", unset="crew_channel")
    desk.world.drain()
    assert board.messages == []
    assert desk.stored("NEEDS") == []


# -- what Discord refuses ----------------------------------------------------------------------------------------------


def trouble(desk: Desk) -> list[tuple[str, str]]:
    (server,) = [each for each in desk.world.documents(Table.RECORDS, "SERVER") if each["guild"] == desk.server.id]
    return [(each["kind"], each["where"]) for each in server["troubles"]]


def hide(desk: Desk, channel: str, *denied: str) -> None:
    bot = desk.world.discord.credentials()["bot_id"]
    desk.world.discord.set_overwrite(channel, bot, deny=" ".join(denied))


def test_a_channel_in_which_the_bot_may_not_write_is_told_to_admins_and_left_alone(desk: Desk) -> None:
    channel = desk.world.discord.create_channel(desk.server.id, "crew")["id"]
    hide(desk, channel, "SEND_MESSAGES")
    desk.admin.slash("config server", crew_channel=channel)
    desk.world.drain()
    assert trouble(desk) == [("SEND_MESSAGES", "crew channel")]
    board = Board(desk, channel)
    assert board.calls(CREATE) == 1
    for _ in range(5):
        desk.match(desk.cup)
    assert board.calls(CREATE) == 1
    assert "Discord refused crew channel" in str(desk.admin.slash("config show").message["embeds"])


def test_after_an_hour_it_is_tried_again_and_the_trouble_is_over(desk: Desk) -> None:
    channel = desk.world.discord.create_channel(desk.server.id, "crew")["id"]
    hide(desk, channel, "SEND_MESSAGES")
    desk.admin.slash("config server", crew_channel=channel)
    desk.world.drain()
    desk.world.discord.set_overwrite(channel, desk.world.discord.credentials()["bot_id"])
    desk.world.pass_time(hours=1)
    desk.match(desk.cup, title="Final")
    assert "**Final**" in Board(desk, channel).text
    assert trouble(desk) == []


def test_a_list_that_was_refused_is_right_after_an_hour_without_anybody_s_doing(board: Board) -> None:
    desk = board.desk
    hide(desk, board.channel, "VIEW_CHANNEL")
    desk.match(desk.cup, title="Final", when="in 3 days")
    desk.world.discord.set_overwrite(board.channel, desk.world.discord.credentials()["bot_id"])
    desk.world.pass_time(minutes=59)
    assert "Final" not in board.text
    desk.world.pass_time(minutes=2)
    assert "**Final**" in board.text
    assert trouble(desk) == []


def test_a_list_that_was_refused_is_right_as_soon_as_an_admin_has_checked(board: Board) -> None:
    desk = board.desk
    hide(desk, board.channel, "VIEW_CHANNEL")
    desk.match(desk.cup, title="Final", when="in 3 days")
    desk.world.discord.set_overwrite(board.channel, desk.world.discord.credentials()["bot_id"])
    desk.admin.slash("config check")
    desk.world.drain()
    assert "**Final**" in board.text
    assert trouble(desk) == []


def test_a_channel_that_was_hidden_for_a_while_keeps_its_one_message(board: Board) -> None:
    desk = board.desk
    hide(desk, board.channel, "VIEW_CHANNEL")
    desk.match(desk.cup, title="Final")
    assert trouble(desk) == [("VIEW_CHANNEL", "crew channel")]
    desk.world.discord.set_overwrite(board.channel, desk.world.discord.credentials()["bot_id"])
    desk.world.pass_time(hours=1)
    desk.match(desk.cup, title="Semifinal")
    assert "**Semifinal**" in board.text
    assert trouble(desk) == []


def test_a_channel_that_is_gone_is_told_to_admins(board: Board) -> None:
    desk = board.desk
    desk.world.discord.delete_channel(board.channel)
    desk.match(desk.cup)
    assert trouble(desk) == [("VIEW_CHANNEL", "crew channel")]
    before = board.written()
    desk.match(desk.cup)
    assert board.written() == before


def test_another_channel_ends_the_wait_after_a_refusal(board: Board) -> None:
    desk = board.desk
    desk.world.discord.delete_channel(board.channel)
    desk.match(desk.cup, title="Final")
    assert "**Final**" in Board(desk, desk.crew_channel("helpers")).text
    assert trouble(desk) == []


def test_while_discord_fails_the_message_waits_and_is_right_in_the_end(board: Board) -> None:
    desk = board.desk
    desk.world.discord.fail(EDIT, times=4, status=503)
    desk.match(desk.cup, title="Final")
    for _ in range(5):
        desk.world.pass_time(minutes=5)
    assert "**Final**" in board.text


# -- found again -------------------------------------------------------------------------------------------------------


def test_a_message_whose_answer_was_lost_is_not_posted_twice(desk: Desk) -> None:
    desk.world.discord.drop(CREATE, when="after")
    board = Board(desk, desk.crew_channel())
    assert "No crew needed" in board.text
    assert record(desk)["message"] == board.message["id"]


def test_long_after_it_is_found_in_the_channel_and_brought_up_to_date(desk: Desk) -> None:
    """Discord has forgotten the nonce by then."""
    desk.world.discord.set_bot_permissions(desk.server.id, PERMISSIONS)
    desk.world.discord.drop(CREATE, times=3, when="after")
    board = Board(desk, desk.crew_channel())
    desk.world.discord.advance(3600)
    desk.match(desk.cup, title="Final")
    desk.world.pass_time(minutes=1)
    assert board.calls("list_messages")
    assert "**Final**" in board.text
    assert record(desk)["message"] == board.message["id"]


def test_a_lost_answer_and_a_hand_that_deletes_leave_one_message(desk: Desk) -> None:
    desk.world.discord.drop(CREATE, times=3, when="after")
    board = Board(desk, desk.crew_channel())
    desk.world.discord.delete_message(board.channel, board.message["id"])
    for _ in range(10):
        desk.match(desk.cup, title="Final")
        desk.world.pass_time(minutes=1)
    assert "**Final**" in board.text


def test_other_organizations_have_their_own(board: Board, world: World) -> None:
    other = Desk(world)
    theirs = Board(other, other.crew_channel())
    board.desk.match(board.desk.cup, title="Final")
    assert "**Final**" in board.text
    assert "No crew needed" in theirs.text
