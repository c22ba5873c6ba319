"""Servers: members, roles, channels and threads, and what a bot may do with them."""

from datetime import timedelta

import pytest

from tests.local.discord.bot_double import Json
from tests.local.discord.served import Served


def allow(line: Served, *permissions: str) -> None:
    for each in permissions:
        line.do("settings/permission", permission=each, granted=True)


def roles(line: Served) -> dict[str, Json]:
    return {role["name"]: role for role in line.rest.get(f"/guilds/{line.guild}/roles").json()}


def server(line: Served, name: str, by: str = "ada-admin") -> Json:
    return next(each for each in line.see(by)["servers"] if each["name"] == name)


def test_servers_share_some_members_and_each_has_an_admin_of_its_own(line: Served) -> None:
    owners = {
        name: line.rest.get(f"/guilds/{server(line, name)['id']}").json()["owner_id"]
        for name in ("Paddock Demo", "Lantern Society", "Moss Valley")
    }
    ada, mia = line.id_of("ada-admin"), line.id_of("mia-admin")
    assert owners == {"Paddock Demo": ada, "Lantern Society": ada, "Moss Valley": mia}
    assert [each["name"] for each in line.see("player-one")["servers"]] == ["Paddock Demo", "Lantern Society"]
    assert [each["name"] for each in line.see("mia-admin")["servers"]] == ["Paddock Demo", "Moss Valley"]


def test_roles_are_those_of_the_server_that_is_looked_at(line: Served) -> None:
    def roles_of(name: str, at: str) -> list[str]:
        place = next(each["id"] for each in server(line, at)["channels"] if each["type"] == 0)
        people = line.see("ada-admin", place)["people"]
        return [role["name"] for each in people if each["name"] == name for role in each["roles"]]

    assert roles_of("cleo-caster", "Paddock Demo") == []
    assert roles_of("cleo-caster", "Lantern Society") == ["Organizer"]
    assert roles_of("ada-admin", "Moss Valley") == []


def test_in_one_server_the_bot_lacks_what_events_need_until_it_is_given(line: Served) -> None:
    strangers = server(line, "Moss Valley")["id"]
    starts = line.discord.now() + timedelta(hours=1)
    times = {"scheduled_start_time": starts, "scheduled_end_time": starts + timedelta(hours=1)}
    place = {"entity_type": 3, "privacy_level": 2, "entity_metadata": {"location": "TBD"}}
    event = {"name": "Final", **{name: time.isoformat() for name, time in times.items()}, **place}
    path = f"/guilds/{strangers}/scheduled-events"
    assert line.rest.post(path, json=event).json()["code"] == 50013
    line.do("settings/permission", guild=strangers, permission="CREATE_EVENTS", granted=True)
    assert line.rest.post(path, json=event).status_code == 200


def test_players_do_not_see_the_staff_channel(line: Served) -> None:
    names = {
        by: [each["name"] for each in line.see(by)["servers"][0]["channels"]] for by in ("ada-admin", "player-one")
    }
    assert "staff" in names["ada-admin"]
    assert "staff" not in names["player-one"]
    refused = line.page.get("/commands", params={"as": "player-one", "channel": line.channel("staff")})
    assert refused.status_code == 404


def test_members_are_found_by_the_beginning_of_their_name(line: Served) -> None:
    found = line.rest.get(f"/guilds/{line.guild}/members/search", params={"query": "player-t", "limit": 9}).json()
    assert [each["user"]["username"] for each in found] == ["player-two", "player-three"]


def test_members_are_listed_in_pages(line: Served) -> None:
    path = f"/guilds/{line.guild}/members"
    assert len(line.rest.get(path).json()) == 1
    first = line.rest.get(path, params={"limit": 5}).json()
    rest = line.rest.get(path, params={"limit": 100, "after": first[-1]["user"]["id"]}).json()
    assert len(first + rest) == 11


def test_somebody_who_left_is_an_unknown_member(line: Served) -> None:
    assert line.rest.get(f"/guilds/{line.guild}/members/1").json()["code"] == 10013


def test_a_role_above_the_bots_cannot_be_given(line: Served) -> None:
    allow(line, "MANAGE_ROLES")
    path = f"/guilds/{line.guild}/members/{line.id_of('player-one')}/roles"
    assert line.rest.put(f"{path}/{roles(line)['Admin']['id']}").json()["code"] == 50013
    made = line.rest.post(f"/guilds/{line.guild}/roles", json={"name": "Team", "permissions": "0"}).json()
    assert line.rest.put(f"{path}/{made['id']}").status_code == 204
    member = line.rest.get(f"/guilds/{line.guild}/members/{line.id_of('player-one')}").json()
    assert made["id"] in member["roles"]


def test_a_role_without_stated_permissions_has_those_of_everyone(line: Served) -> None:
    allow(line, "MANAGE_ROLES")
    made = line.rest.post(f"/guilds/{line.guild}/roles", json={"name": "Team"}).json()
    assert made["permissions"] == roles(line)["@everyone"]["permissions"]


def test_a_bot_gives_only_permissions_that_it_has(line: Served) -> None:
    allow(line, "MANAGE_ROLES")
    answer = line.rest.post(f"/guilds/{line.guild}/roles", json={"permissions": "32"})
    assert answer.json()["code"] == 50013


def test_making_a_channel_needs_its_permission_and_spells_the_name(line: Served) -> None:
    path = f"/guilds/{line.guild}/channels"
    assert line.rest.post(path, json={"name": "Team One"}).json()["code"] == 50013
    allow(line, "MANAGE_CHANNELS")
    made = line.rest.post(path, json={"name": "Team One"})
    assert (made.status_code, made.json()["name"]) == (201, "team-one")


def test_deleting_a_category_leaves_its_channels(line: Served) -> None:
    allow(line, "MANAGE_CHANNELS")
    category = next(each["id"] for each in line.see()["servers"][0]["channels"] if each["name"] == "Racing")
    assert line.rest.delete(f"/channels/{category}").status_code == 200
    assert line.rest.get(f"/channels/{line.channel('race-schedule')}").json()["parent_id"] is None


def private_thread(line: Served) -> str:
    made = line.rest.post(f"/channels/{line.channel()}/threads", json={"name": "run 1", "type": 12})
    assert made.status_code == 201
    return str(made.json()["id"])


def test_a_private_thread_is_seen_by_those_who_were_added(line: Served) -> None:
    thread = private_thread(line)
    assert line.page.get("/commands", params={"as": "player-one", "channel": thread}).status_code == 404
    assert line.rest.put(f"/channels/{thread}/thread-members/{line.id_of('player-one')}").status_code == 204
    assert line.messages("player-one", thread) == []
    channels = line.see("player-one")["servers"][0]["channels"]
    assert [each["id"] for channel in channels for each in channel["threads"]] == [thread]


def test_an_archived_thread_takes_nobody_and_wakes_with_a_message(line: Served) -> None:
    thread = private_thread(line)
    assert line.rest.patch(f"/channels/{thread}", json={"archived": True}).status_code == 200
    added = line.rest.put(f"/channels/{thread}/thread-members/{line.id_of('player-one')}")
    assert added.json()["code"] == 50083
    assert line.rest.post(f"/channels/{thread}/messages", json={"content": "hi"}).status_code == 200
    assert not line.rest.get(f"/channels/{thread}").json()["thread_metadata"]["archived"]


def test_a_message_has_one_thread(line: Served) -> None:
    message = line.send(content="hi").json()["id"]
    path = f"/channels/{line.channel()}/messages/{message}/threads"
    assert line.rest.post(path, json={"name": "talk"}).json()["id"] == message
    assert line.rest.post(path, json={"name": "talk"}).json()["code"] == 160004


@pytest.mark.parametrize("kind", [11, 12])
def test_threads_need_the_permission_of_their_kind(line: Served, kind: int) -> None:
    needed = {11: "CREATE_PUBLIC_THREADS", 12: "CREATE_PRIVATE_THREADS"}[kind]
    line.do("settings/permission", permission=needed, granted=False)
    answer = line.rest.post(f"/channels/{line.channel()}/threads", json={"name": "t", "type": kind})
    assert answer.json()["code"] == 50013
