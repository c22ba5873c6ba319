"""What a message may hold, who may send it where, and whom it reaches."""

from typing import Any

import pytest

from tests.local.discord.bot_double import Json
from tests.local.discord.served import Served

V2 = 1 << 15


def button(**more: Any) -> Json:
    return {"type": 2, "style": 1, "label": "Press", "custom_id": "press"} | more


def row(*components: Json) -> Json:
    return {"type": 1, "components": list(components)}


def menu(**more: Any) -> Json:
    return {"type": 3, "custom_id": "menu", "options": [{"label": "One", "value": "1"}]} | more


def words(length: int) -> Json:
    return {"type": 10, "content": "x" * length}


TOO_MANY_BUTTONS = [button(custom_id=str(number)) for number in range(6)]
REFUSED: dict[str, tuple[Json, str]] = {
    "content over 2000": ({"content": "x" * 2001}, "content"),
    "eleven embeds": ({"embeds": [{"title": "t"}] * 11}, "embeds"),
    "an embed title over 256": ({"embeds": [{"title": "x" * 257}]}, "embeds.0.title"),
    "an embed description over 4096": ({"embeds": [{"description": "x" * 4097}]}, "embeds.0.description"),
    "embeds over 6000 together": ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
    "twenty-six fields": ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "embeds.0.fields"),
    "a field without a value": ({"embeds": [{"fields": [{"name": "n", "value": " "}]}]}, "embeds.0.fields.0.value"),
    "an empty embed": ({"embeds": [{}]}, "embeds.0.description"),
    "an embed url of a strange scheme": ({"embeds": [{"title": "t", "url": "file:///x"}]}, "embeds.0.url"),
    "six rows": ({"components": [row(button(custom_id=str(n))) for n in range(6)]}, "components"),
    "six buttons in a row": ({"components": [row(*TOO_MANY_BUTTONS)]}, "components.0.components"),
    "a button beside a select": ({"components": [row(button(), menu())]}, "components.0.components"),
    "an empty row": ({"components": [row()]}, "components.0.components"),
    "a custom_id over 100": ({"components": [row(button(custom_id="x" * 101))]}, "components.0.components.0.custom_id"),
    "a custom_id twice": ({"components": [row(button(), button())]}, "components.0.components.1.custom_id"),
    "a label over 80": ({"components": [row(button(label="x" * 81))]}, "components.0.components.0.label"),
    "a button without a label": ({"components": [row(button(label=None))]}, "components.0.components.0.label"),
    "a button without a custom_id": (
        {"components": [row(button(custom_id=None))]},
        "components.0.components.0.custom_id",
    ),
    "a link without a url": ({"components": [row(button(style=5, custom_id=None))]}, "components.0.components.0.url"),
    "a link with a custom_id": (
        {"components": [row(button(style=5, url="https://example.test"))]},
        "components.0.components.0.custom_id",
    ),
    "a select of twenty-six": (
        {"components": [row(menu(options=[{"label": "o", "value": str(n)} for n in range(26)]))]},
        "components.0.components.0.options",
    ),
    "a value twice": (
        {"components": [row(menu(options=[{"label": "o", "value": "1"}] * 2))]},
        "components.0.components.0.options.1.value",
    ),
    "more to pick than there is": (
        {"components": [row(menu(min_values=2, max_values=2))]},
        "components.0.components.0.options",
    ),
    "a placeholder over 150": (
        {"components": [row(menu(placeholder="x" * 151))]},
        "components.0.components.0.placeholder",
    ),
    "a text display without the flag": ({"components": [words(1)]}, "components.0.type"),
    "content beside components V2": ({"flags": V2, "content": "x", "components": [words(1)]}, "content"),
    "embeds beside components V2": ({"flags": V2, "embeds": [{"title": "t"}], "components": [words(1)]}, "embeds"),
    "forty-one components": (
        {"flags": V2, "components": [{"type": 17, "components": [words(1)] * 40}]},
        "components",
    ),
    "text over 4000 together": ({"flags": V2, "components": [words(2001), words(2000)]}, "components"),
    "a component of no known type": ({"components": [{"type": 99}]}, "components.0"),
    "an ephemeral message": ({"content": "x", "flags": 64}, "flags"),
    "a nonce over 25": ({"content": "x", "nonce": "x" * 26}, "nonce"),
    "users parsed and listed": (
        {"content": "x", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
        "allowed_mentions.parse",
    ),
    "a reply to nothing": ({"content": "x", "message_reference": {"message_id": "1"}}, "message_reference"),
    "a number for content": ({"content": 7}, "content"),
}


@pytest.mark.parametrize(("body", "where"), REFUSED.values(), ids=REFUSED)
def test_a_message_that_breaks_a_rule_is_refused_and_says_where(line: Served, body: Json, where: str) -> None:
    answer = line.send(**body)
    assert (answer.status_code, answer.json()["code"]) == (400, 50035)
    node = answer.json()["errors"]
    for step in where.split("."):
        node = node[step]
    assert node["_errors"][0]["message"]
    assert line.messages() == []


ACCEPTED: dict[str, Json] = {
    "2000 characters": {"content": "x" * 2000},
    "6000 in embeds": {"embeds": [{"description": "x" * 3000}] * 2},
    "five rows of five buttons": {
        "components": [row(*(button(custom_id=f"{r}{b}") for b in range(5))) for r in range(5)]
    },
    "a full select": {"components": [row(menu(options=[{"label": "o", "value": str(n)} for n in range(25)]))]},
    "forty components": {"flags": V2, "components": [{"type": 17, "components": [words(1)] * 39}]},
    "4000 in text displays": {"flags": V2, "components": [words(4000)]},
    "a section": {"flags": V2, "components": [{"type": 9, "components": [words(1)], "accessory": button()}]},
}


@pytest.mark.parametrize("body", ACCEPTED.values(), ids=ACCEPTED)
def test_a_message_at_the_limit_is_taken(line: Served, body: Json) -> None:
    assert line.send(**body).status_code == 200
    assert len(line.messages()) == 1


def test_an_empty_message_is_refused(line: Served) -> None:
    assert line.send(content="  ").json()["code"] == 50006


def test_a_nonce_that_is_enforced_gives_the_first_message_again(line: Served) -> None:
    first, second = (line.send(content=text, nonce="n1", enforce_nonce=True).json() for text in ("one", "two"))
    assert first["id"] == second["id"]
    assert [each["content"] for each in line.messages()] == ["one"]


def test_a_nonce_is_forgotten_after_some_minutes(line: Served) -> None:
    first = line.send(content="one", nonce="n1", enforce_nonce=True).json()
    line.do("clock", seconds=360)
    assert line.send(content="two", nonce="n1", enforce_nonce=True).json()["id"] != first["id"]


def test_without_allowed_mentions_everybody_named_is_reached_and_with_none_nobody(line: Served) -> None:
    player = line.id_of("player-one")
    assert [each["id"] for each in line.send(content=f"<@{player}>").json()["mentions"]] == [player]
    assert line.send(content=f"<@{player}>", allowed_mentions={"parse": []}).json()["mentions"] == []


def test_an_edit_reaches_only_those_whom_it_allows(line: Served) -> None:
    player, sent = line.id_of("player-one"), line.send(content="hi").json()["id"]
    path = f"/channels/{line.channel()}/messages/{sent}"
    quiet = {"content": f"<@{player}>", "allowed_mentions": {"parse": []}}
    assert line.rest.patch(path, json=quiet).json()["mentions"] == []
    loud = line.rest.patch(path, json={"content": f"<@{player}>", "allowed_mentions": {"users": [player]}})
    assert [each["id"] for each in loud.json()["mentions"]] == [player]


def test_a_role_that_is_not_mentionable_is_not_reached(line: Served) -> None:
    roles = {role["name"]: role["id"] for role in line.rest.get(f"/guilds/{line.guild}/roles").json()}
    text = f"<@&{roles['Racer']}> <@&{roles['Admin']}>"
    assert line.send(content=text).json()["mention_roles"] == [roles["Racer"]]


def test_a_bot_without_the_permission_may_not_send(line: Served) -> None:
    line.do("settings/permission", permission="SEND_MESSAGES", granted=False)
    assert line.send(content="hi").json()["code"] == 50013
    assert "SEND_MESSAGES" in line.problems("warning")[0]["details"]


def test_an_overwrite_of_a_channel_outweighs_what_the_server_says(line: Served) -> None:
    line.do("settings/permission", permission="VIEW_CHANNEL", granted=False)
    assert line.send(content="hi").json()["code"] == 50001
    assert line.send("staff", content="hi").status_code == 200


def test_a_closed_dm_shows_at_the_first_message(line: Served) -> None:
    opened = line.rest.post("/users/@me/channels", json={"recipient_id": line.id_of("player-four")})
    assert opened.status_code == 200
    answer = line.rest.post(f"/channels/{opened.json()['id']}/messages", json={"content": "hi"})
    assert (answer.status_code, answer.json()["code"]) == (403, 50007)


def test_a_dm_is_unread_until_it_is_looked_at(line: Served) -> None:
    opened = line.rest.post("/users/@me/channels", json={"recipient_id": line.id_of("player-one")}).json()["id"]
    line.rest.post(f"/channels/{opened}/messages", json={"content": "hi"})
    assert [each["unread"] for each in line.see("player-one")["dms"]] == [1]
    line.act("read", **{"as": "player-one", "channel": "@me"})
    assert [each["unread"] for each in line.see("player-one")["dms"]] == [0]


def test_only_its_own_messages_may_a_bot_edit(line: Served) -> None:
    said = line.act("say", content="mine")["message"]
    path = f"/channels/{line.channel()}/messages/{said}"
    assert line.rest.patch(path, json={"content": "yours"}).json()["code"] == 50005
    assert line.rest.get(path).json()["content"] == ""


def test_an_edit_keeps_what_it_does_not_name(line: Served) -> None:
    sent = line.send(content="hi", components=[row(button())]).json()
    path = f"/channels/{line.channel()}/messages/{sent['id']}"
    edited = line.rest.patch(path, json={"content": "ho"}).json()
    assert (edited["content"], edited["components"]) == ("ho", sent["components"])
    assert edited["edited_timestamp"]


def test_components_v2_cannot_be_taken_back(line: Served) -> None:
    sent = line.send(flags=V2, components=[words(1)]).json()
    path = f"/channels/{line.channel()}/messages/{sent['id']}"
    assert line.rest.patch(path, json={"flags": 0, "content": "x"}).json()["code"] == 50035


def test_a_message_can_be_pinned_once_the_bot_may(line: Served) -> None:
    sent = line.send(content="hi").json()["id"]
    pin = f"/channels/{line.channel()}/messages/pins/{sent}"
    assert line.rest.put(pin).json()["code"] == 50013
    line.do("settings/permission", permission="PIN_MESSAGES", granted=True)
    assert line.rest.put(pin).status_code == 204
    items = line.rest.get(f"/channels/{line.channel()}/messages/pins").json()["items"]
    assert [item["message"]["id"] for item in items] == [sent]


def test_a_deleted_message_is_gone(line: Served) -> None:
    sent = line.send(content="hi").json()["id"]
    path = f"/channels/{line.channel()}/messages/{sent}"
    assert line.rest.delete(path).status_code == 204
    assert line.rest.delete(path).json()["code"] == 10008
