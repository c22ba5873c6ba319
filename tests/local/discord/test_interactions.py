"""What goes between a person and the bot: signed payloads, answers, follow-ups, and what is held against the bot."""

from threading import Event
from typing import Any

import pytest

from tests.local.discord.bot_double import BotDouble, Json
from tests.local.discord.served import PING, Served

EPHEMERAL, LOADING = 64, 128


def say(content: str = "hello", **more: Any) -> Json:
    return {"type": 4, "data": {"content": content} | more}


def buttons(*labels: str) -> list[Json]:
    made = [{"type": 2, "style": 1, "label": label, "custom_id": f"id:{label}"} for label in labels]
    return [{"type": 1, "components": made}]


def webhook(line: Served, interaction: Json, rest: str = "") -> str:
    return f"/webhooks/{interaction['application_id']}/{interaction['token']}{rest}"


@pytest.fixture(autouse=True)
def registered(line: Served) -> None:
    line.register(PING)


def test_a_command_reaches_the_bot_signed_and_its_answer_the_channel(line: Served, bot: BotDouble) -> None:
    told = line.act("command", command="ping")
    assert told["answered"]
    assert [each["content"] for each in line.messages()] == ["hello"]
    assert line.messages()[0]["used"] == {"by": line.id_of("ada-admin"), "command": "ping"}
    assert line.problems() == []


def test_the_payload_tells_who_where_and_what_they_may(line: Served, bot: BotDouble) -> None:
    line.act("command", command="ping", **{"as": "player-one"})
    payload = bot.interactions[0]
    assert payload["member"]["user"]["username"] == "player-one"
    assert not int(payload["member"]["permissions"]) & 1 << 5
    assert int(payload["app_permissions"]) & 1 << 44
    assert payload["authorizing_integration_owners"] == {"0": line.guild}
    assert (payload["guild_id"], payload["channel_id"], payload["context"]) == (line.guild, line.channel(), 0)
    assert payload["locale"]


def test_the_id_carries_the_simulated_time(line: Served, bot: BotDouble) -> None:
    line.do("clock", seconds=7200)
    line.act("command", command="ping")
    sent = (int(bot.interactions[0]["id"]) >> 22) / 1000 + 1420070400
    assert abs(sent - line.discord.now().timestamp()) < 60


def test_in_a_direct_message_there_is_a_user_and_no_member(line: Served, bot: BotDouble) -> None:
    line.act("command", command="ping", channel="@me")
    payload = bot.interactions[0]
    assert payload["user"]["username"] == "ada-admin"
    assert payload["context"] == 1
    assert "member" not in payload


def test_an_ephemeral_answer_is_seen_by_one_person_until_it_is_dismissed(line: Served, bot: BotDouble) -> None:
    bot.answer = lambda _: say(flags=EPHEMERAL)
    shown = line.act("command", command="ping")["message"]
    assert len(line.messages()) == 1
    assert line.messages("player-one") == []
    assert line.rest.get(f"/channels/{line.channel()}/messages").json() == []
    line.act("dismiss", message=shown["id"])
    assert line.messages() == []


def test_a_deferral_is_loading_until_it_is_edited(line: Served, bot: BotDouble) -> None:
    bot.answer = lambda _: {"type": 5, "data": {"flags": EPHEMERAL}}
    assert line.act("command", command="ping")["message"]["loading"]
    original = webhook(line, bot.interactions[0], "/messages/@original")
    edited = line.rest.patch(original, json={"content": "done"}).json()
    assert (edited["content"], edited["flags"] & (EPHEMERAL | LOADING)) == ("done", EPHEMERAL)


def test_a_token_dies_after_fifteen_minutes(line: Served, bot: BotDouble) -> None:
    bot.answer = lambda _: {"type": 5}
    line.act("command", command="ping")
    line.do("clock", seconds=899)
    original = webhook(line, bot.interactions[0], "/messages/@original")
    assert line.rest.get(original).status_code == 200
    line.do("clock", seconds=1)
    answer = line.rest.patch(original, json={"content": "late"})
    assert (answer.status_code, answer.json()["code"]) == (401, 50027)
    assert line.messages()[0]["failed"]


def test_follow_ups_are_messages_of_their_own(line: Served, bot: BotDouble) -> None:
    line.act("command", command="ping")
    answer = line.rest.post(webhook(line, bot.interactions[0]), json={"content": "more", "flags": EPHEMERAL})
    assert answer.status_code == 200
    assert [each["content"] for each in line.messages()] == ["hello", "more"]
    assert [each["content"] for each in line.messages("player-one")] == ["hello"]


def test_a_bot_that_is_silent_for_three_seconds_has_not_responded(line: Served, bot: BotDouble) -> None:
    over = Event()

    def wait(_: Json) -> Json:
        over.wait(10)
        return say()

    bot.answer = wait
    told = line.act("command", command="ping")
    over.set()
    assert told["problem"] == "The application did not respond"
    assert line.messages() == []
    callback = f"/interactions/{bot.interactions[0]['id']}/{bot.interactions[0]['token']}/callback"
    assert line.rest.post(callback, json=say()).json()["code"] == 10062


def test_an_answer_by_request_and_an_empty_202_is_as_good(line: Served, bot: BotDouble) -> None:
    def call_back(interaction: Json) -> None:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        line.rest.post(path, json=say("by request")).raise_for_status()

    bot.answer = call_back
    assert line.act("command", command="ping")["answered"]
    assert [each["content"] for each in line.messages()] == ["by request"]
    assert line.problems() == []


def test_an_interaction_is_answered_once(line: Served, bot: BotDouble) -> None:
    line.act("command", command="ping")
    interaction = bot.interactions[0]
    path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
    assert line.rest.post(path, json=say("again")).json()["code"] == 40060


BAD: dict[str, Json] = {
    "too long": say("x" * 2001),
    "empty": say(""),
    "an update of nothing": {"type": 7, "data": {"content": "x"}},
    "choices for a command": {"type": 8, "data": {"choices": []}},
    "a deferral with another flag": {"type": 5, "data": {"flags": 4}},
    "a form without a title": {"type": 9, "data": {"custom_id": "f", "title": "", "components": []}},
    "a form of six": {
        "type": 9,
        "data": {"custom_id": "f", "title": "t", "components": [{"type": 10, "content": "x"}] * 6},
    },
    "a form with a disabled select": {
        "type": 9,
        "data": {
            "custom_id": "f",
            "title": "t",
            "components": [
                {"type": 18, "label": "l", "component": {"type": 5, "custom_id": "c", "disabled": True}},
            ],
        },
    },
}


@pytest.mark.parametrize("answer", BAD.values(), ids=BAD)
def test_a_bad_answer_fails_for_the_person_and_is_shown_as_a_problem(
    line: Served, bot: BotDouble, answer: Json
) -> None:
    bot.answer = lambda _: answer
    assert line.act("command", command="ping")["problem"]
    assert line.problems()[0]["what"] == "answer to /ping"
    assert line.messages() == []


def test_a_button_comes_with_its_message_and_may_redraw_it(line: Served, bot: BotDouble) -> None:
    bot.answer = lambda _: say(components=buttons("Go"))
    shown = line.act("command", command="ping")["message"]
    bot.answer = lambda _: {"type": 7, "data": {"content": "gone", "components": []}}
    line.act("click", message=shown["id"], button="Go")
    payload = bot.interactions[1]
    assert (payload["type"], payload["data"]["custom_id"], payload["message"]["id"]) == (3, "id:Go", shown["id"])
    assert [(each["content"], each["components"]) for each in line.messages()] == [("gone", [])]


def test_an_acknowledged_button_changes_nothing(line: Served, bot: BotDouble) -> None:
    bot.answer = lambda _: say(components=buttons("Go"))
    shown = line.act("command", command="ping")["message"]
    bot.answer = lambda _: {"type": 6}
    assert line.act("click", message=shown["id"], button="Go")["answered"]
    assert line.messages()[0]["content"] == "hello"


def test_a_select_of_members_brings_them_along(line: Served, bot: BotDouble) -> None:
    users = [{"type": 1, "components": [{"type": 5, "custom_id": "who", "max_values": 2}]}]
    bot.answer = lambda _: say(components=users)
    shown = line.act("command", command="ping")["message"]
    player = line.id_of("player-one")
    line.act("select", message=shown["id"], select="who", values=[player])
    data = bot.interactions[1]["data"]
    assert data["values"] == [player]
    assert data["resolved"]["users"][player]["username"] == "player-one"
    assert data["resolved"]["members"][player]["permissions"]


def test_a_panel_is_redrawn_with_who_was_picked_and_its_disabled_button_is_not_pressed(
    line: Served, bot: BotDouble
) -> None:
    def panel(picked: str) -> list[Json]:
        options = [{"label": each, "value": each, "default": each == picked} for each in ("ann", "bea")]
        approve = {"type": 2, "style": 1, "label": "Approve", "custom_id": "approve", "disabled": picked == "bea"}
        menu = {"type": 3, "custom_id": "who", "placeholder": "Pick", "options": options}
        return [{"type": 1, "components": [menu]}, {"type": 1, "components": [approve]}]

    bot.answer = lambda _: say("pick", components=panel("ann"), flags=EPHEMERAL)
    shown = line.act("command", command="ping")["message"]["id"]
    bot.answer = lambda _: {"type": 7, "data": {"components": panel("bea")}}
    line.act("select", message=shown, select="Pick", values=["bea"])
    assert bot.interactions[-1]["data"]["values"] == ["bea"]
    menu, approve = (row["components"][0] for row in line.messages()[0]["components"])
    assert [each["value"] for each in menu["options"] if each.get("default")] == ["bea"]
    assert approve["disabled"]
    refused = line.do("click", **{"as": "ada-admin", "channel": "general", "message": shown, "button": "Approve"})
    assert (refused.status_code, len(bot.interactions)) == (409, 2)


def test_a_form_comes_back_filled_in(line: Served, bot: BotDouble) -> None:
    field = {"type": 18, "label": "Notes", "component": {"type": 4, "custom_id": "notes", "style": 2}}
    bot.answer = lambda _: {"type": 9, "data": {"custom_id": "form", "title": "Report", "components": [field]}}
    opened = line.act("command", command="ping")
    bot.answer = lambda _: say("thanks", flags=EPHEMERAL)
    refused = line.do(
        "modal", **{"as": "ada-admin", "channel": "general"}, interaction=opened["interaction"], values={}
    )
    assert refused.status_code == 409
    line.act("modal", interaction=opened["interaction"], values={"Notes": "fine"})
    component = bot.interactions[1]["data"]["components"][0]["component"]
    assert (component["custom_id"], component["value"]) == ("notes", "fine")
    assert line.problems() == []


OPTIONS = [
    {"type": 3, "name": "text", "description": "d", "required": True, "max_length": 3},
    {"type": 4, "name": "number", "description": "d", "max_value": 9},
    {"type": 5, "name": "flag", "description": "d"},
    {"type": 6, "name": "who", "description": "d"},
    {"type": 7, "name": "where", "description": "d", "channel_types": [0]},
    {"type": 8, "name": "role", "description": "d"},
    {"type": 3, "name": "kind", "description": "d", "choices": [{"name": "One", "value": "1"}]},
]


def test_every_kind_of_option_arrives_with_its_type_and_its_object(line: Served, bot: BotDouble) -> None:
    line.register({"name": "all", "description": "d", "options": OPTIONS})
    player, channel = line.id_of("player-one"), line.channel()
    role = next(each["id"] for each in line.rest.get(f"/guilds/{line.guild}/roles").json() if each["name"] == "Racer")
    given = {"text": "abc", "number": "7", "flag": True, "who": player, "where": channel, "role": role, "kind": "One"}
    line.act("command", command="all", options=given)
    data = bot.interactions[0]["data"]
    expected = ["abc", 7, True, player, channel, role, "1"]
    assert [each["value"] for each in data["options"]] == expected
    assert set(data["resolved"]) == {"users", "members", "channels", "roles"}


@pytest.mark.parametrize(
    "given", [{}, {"text": "abcd"}, {"text": "a", "number": 10}, {"text": "a", "kind": "2"}, {"text": "a", "no": 1}]
)
def test_what_a_client_would_not_send_never_reaches_the_bot(line: Served, bot: BotDouble, given: Json) -> None:
    line.register({"name": "all", "description": "d", "options": OPTIONS})
    answer = line.do("command", **{"as": "ada-admin", "channel": "general"}, command="all", options=given)
    assert answer.status_code == 409
    assert bot.interactions == []


def test_suggestions_are_asked_for_with_what_was_typed_so_far(line: Served, bot: BotDouble) -> None:
    asks = {"type": 3, "name": "when", "description": "d", "required": True, "autocomplete": True}
    line.register({"name": "find", "description": "d", "options": [asks]})
    bot.answer = lambda _: {"type": 8, "data": {"choices": [{"name": "Friday", "value": "5"}]}}
    told = line.act("autocomplete", command="find", focused="when", value="fri")
    assert told["choices"] == [{"name": "Friday", "value": "5"}]
    assert bot.interactions[0]["data"]["options"] == [{"name": "when", "type": 3, "value": "fri", "focused": True}]


def test_twenty_six_suggestions_are_a_problem(line: Served, bot: BotDouble) -> None:
    asks = {"type": 3, "name": "when", "description": "d", "autocomplete": True}
    line.register({"name": "find", "description": "d", "options": [asks]})
    bot.answer = lambda _: {"type": 8, "data": {"choices": [{"name": str(n), "value": "v"} for n in range(26)]}}
    line.act("autocomplete", command="find", focused="when")
    assert "choices" in line.problems()[0]["details"]


def test_who_may_not_use_a_command_cannot(line: Served, bot: BotDouble) -> None:
    line.register(PING | {"default_member_permissions": "32"})
    answer = line.do("command", **{"as": "player-one", "channel": "general"}, command="ping")
    assert answer.status_code == 409
    assert bot.interactions == []


def test_until_the_bot_is_connected_people_are_told_that_it_starts(line: Served) -> None:
    assert not line.see()["ready"]
    answer = line.do("command", **{"as": "ada-admin", "channel": "general"}, command="ping")
    assert "starting" in answer.json()["error"]
