"""What the simulated Discord answers, held against the response schemas of Discord's own OpenAPI document."""

import json
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.local.discord.bot_double import BotDouble, Json
from tests.local.discord.served import Served

DOCUMENT = Path(__file__).parents[4] / "shared/discord/openapi.json"
HERE = "urn:discord"

pytestmark = pytest.mark.skipif(not DOCUMENT.exists(), reason="Discord's OpenAPI document is not at hand")


@dataclass(frozen=True)
class Answer:
    method: str
    path: str
    status: int
    body: Any


class Contract:
    def __init__(self) -> None:
        document = json.loads(DOCUMENT.read_text())
        _any_for_one(document)
        self._paths: dict[str, Json] = document["paths"]
        self._shared: dict[str, Json] = document["components"]["responses"]
        self._registry: Registry[Any] = Registry().with_resource(HERE, DRAFT202012.create_resource(document))

    def faults(self, answer: Answer) -> list[str]:
        template = self._template(answer)
        responses = self._paths[template][answer.method.lower()]["responses"]
        status = next((each for each in (str(answer.status), f"{answer.status // 100}XX") if each in responses), "")
        if not status:
            return [f"{answer.method} {template} never answers {answer.status}"]
        place, response = ["paths", template, answer.method.lower(), "responses", status], responses[status]
        if "$ref" in response:
            place = response["$ref"].removeprefix("#/").split("/")
            response = self._shared[place[-1]]
        if "application/json" not in response.get("content", {}):
            return [] if answer.body is None else [f"{answer.method} {template} has no body"]
        steps = [*place, "content", "application/json", "schema"]
        pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
        validator = Draft202012Validator({"$ref": f"{HERE}#/{pointer}"}, registry=self._registry)
        return [
            f"{answer.method} {template}: {each.json_path} {each.message}"
            for each in validator.iter_errors(answer.body)
        ]

    def _template(self, answer: Answer) -> str:
        fitting = [
            path for path in self._paths if _fits(path, answer.path) and answer.method.lower() in self._paths[path]
        ]
        assert fitting, f"Discord has no {answer.method} {answer.path}"
        return min(fitting, key=lambda path: path.count("{"))


def _fits(template: str, path: str) -> bool:
    ours, theirs = path.split("/"), template.split("/")
    return len(ours) == len(theirs) and all(t.startswith("{") or t == o for t, o in zip(theirs, ours, strict=True))


def _any_for_one(node: Any) -> None:
    """The document's unions overlap, so that "exactly one of" cannot be meant."""
    if isinstance(node, dict):
        if "oneOf" in node:
            node["anyOf"] = node.pop("oneOf")
        for value in node.values():
            _any_for_one(value)
    elif isinstance(node, list):
        for value in node:
            _any_for_one(value)


@pytest.fixture(scope="module")
def contract() -> Contract:
    return Contract()


@pytest.fixture
def answers(line: Served) -> list[Answer]:
    heard: list[Answer] = []

    def hear(response: httpx.Response) -> None:
        raw = response.read()
        path = response.request.url.path.removeprefix("/api/v10")
        body: Any = json.loads(raw) if raw else None
        if response.is_error:
            # The document has numbers for the codes of single fields; Discord's reference and its answers have names.
            body.pop("errors", None)
        heard.append(Answer(response.request.method, path, response.status_code, body))

    line.rest.event_hooks = {"response": [hear]}
    line.do("settings/rate-limits", enabled=False)
    for permission in ("MANAGE_CHANNELS", "MANAGE_ROLES", "MANAGE_MESSAGES", "MANAGE_THREADS", "PIN_MESSAGES"):
        line.do("settings/permission", permission=permission, granted=True)
    return heard


def check(contract: Contract, answers: list[Answer]) -> None:
    assert answers
    assert [fault for answer in answers for fault in contract.faults(answer)] == []


def test_the_application_and_its_servers(line: Served, contract: Contract, answers: list[Answer]) -> None:
    rest, guild, player = line.rest, line.guild, line.id_of("player-one")
    rest.get("/applications/@me")
    rest.patch("/applications/@me", json={"description": "Races"})
    rest.get("/users/@me")
    rest.get("/users/@me/guilds", params={"with_counts": "true"})
    rest.get(f"/users/{player}")
    rest.post("/users/@me/channels", json={"recipient_id": player})
    rest.get(f"/guilds/{guild}", params={"with_counts": "true"})
    rest.get(f"/guilds/{guild}/members", params={"limit": 20})
    rest.get(f"/guilds/{guild}/members/search", params={"query": "player", "limit": 5})
    rest.get(f"/guilds/{guild}/members/{player}")
    rest.get(f"/guilds/{guild}/members/1")
    check(contract, answers)


def test_roles_channels_and_threads(line: Served, contract: Contract, answers: list[Answer]) -> None:
    rest, guild, player = line.rest, line.guild, line.id_of("player-one")
    role = rest.post(f"/guilds/{guild}/roles", json={"name": "Team", "permissions": "0", "color": 255}).json()["id"]
    rest.patch(f"/guilds/{guild}/roles/{role}", json={"mentionable": True})
    rest.get(f"/guilds/{guild}/roles")
    rest.get(f"/guilds/{guild}/roles/{role}")
    rest.put(f"/guilds/{guild}/members/{player}/roles/{role}")
    rest.delete(f"/guilds/{guild}/members/{player}/roles/{role}")
    overwrites = [{"id": role, "type": 0, "allow": "1024", "deny": "0"}]
    for kind in (0, 2, 4):
        rest.post(f"/guilds/{guild}/channels", json={"name": "new", "type": kind, "permission_overwrites": overwrites})
    rest.get(f"/guilds/{guild}/channels")
    channel = line.channel()
    rest.put(f"/channels/{channel}/permissions/{role}", json={"type": 0, "allow": "1024"})
    rest.delete(f"/channels/{channel}/permissions/{role}")
    rest.patch(f"/channels/{channel}", json={"topic": "Hello"})
    message = line.send(content="x").json()["id"]
    rest.post(f"/channels/{channel}/messages/{message}/threads", json={"name": "talk"})
    thread = rest.post(f"/channels/{channel}/threads", json={"name": "run", "type": 12}).json()["id"]
    rest.put(f"/channels/{thread}/thread-members/{player}")
    rest.get(f"/channels/{thread}/thread-members/{player}")
    rest.get(f"/channels/{thread}/thread-members")
    rest.get(f"/guilds/{guild}/threads/active")
    rest.patch(f"/channels/{thread}", json={"locked": True})
    rest.delete(f"/channels/{thread}/thread-members/{player}")
    rest.delete(f"/channels/{thread}")
    rest.delete(f"/guilds/{guild}/roles/{role}")
    check(contract, answers)


def everything() -> list[Json]:
    buttons = [{"type": 2, "style": 1, "label": "Go", "custom_id": "go", "emoji": {"name": "🏁"}}]
    buttons += [{"type": 2, "style": 5, "label": "See", "url": "https://example.test"}]
    selects: list[Json] = [{"type": kind, "custom_id": str(kind)} for kind in (5, 6, 7, 8)]
    selects += [{"type": 3, "custom_id": "3", "options": [{"label": "a", "value": "a"}]}]
    embed = {"title": "t", "fields": [{"name": "n", "value": "v"}], "color": 1, "footer": {"text": "f"}}
    text = {"type": 10, "content": "words"}
    section = {"type": 9, "components": [text], "accessory": buttons[0]}
    return [
        {"content": "plain", "nonce": "n", "enforce_nonce": True},
        {"embeds": [embed | {"author": {"name": "a"}, "timestamp": "2030-01-01T00:00:00Z"}]},
        {"content": "rows", "components": [{"type": 1, "components": buttons}]},
        {"content": "menus", "components": [{"type": 1, "components": [each]} for each in selects]},
        {"flags": 1 << 15, "components": [{"type": 17, "components": [text, {"type": 14}, section]}]},
    ]


def test_messages_and_pins(line: Served, contract: Contract, answers: list[Answer]) -> None:
    rest, channel = line.rest, line.channel()
    ids = [line.send(**body).json()["id"] for body in everything()]
    line.send(content="reply", message_reference={"message_id": ids[0]})
    rest.patch(f"/channels/{channel}/messages/{ids[0]}", json={"content": f"<@{line.id_of('player-one')}>"})
    rest.put(f"/channels/{channel}/messages/pins/{ids[0]}")
    rest.get(f"/channels/{channel}/messages/pins")
    rest.get(f"/channels/{channel}/messages")
    rest.get(f"/channels/{channel}/messages/{ids[0]}")
    rest.delete(f"/channels/{channel}/messages/pins/{ids[0]}")
    rest.delete(f"/channels/{channel}/messages/{ids[0]}")
    rest.delete(f"/channels/{channel}/messages/{ids[0]}")
    line.send(content="x" * 2001)
    check(contract, answers)


def test_scheduled_events(line: Served, contract: Contract, answers: list[Answer]) -> None:
    path, starts = f"/guilds/{line.guild}/scheduled-events", line.discord.now() + timedelta(hours=1)
    times = {
        "scheduled_start_time": starts.isoformat(),
        "scheduled_end_time": (starts + timedelta(hours=1)).isoformat(),
    }
    place = {"entity_type": 3, "privacy_level": 2, "entity_metadata": {"location": "TBD"}}
    one = f"{path}/{line.rest.post(path, json={'name': 'Final', **times, **place}).json()['id']}"
    line.do("interested", **{"as": "player-one", "event": one.rsplit("/", 1)[1], "interested": True})
    line.rest.get(path, params={"with_user_count": "true"})
    line.rest.get(one)
    line.rest.get(f"{one}/users")
    line.rest.patch(one, json={"status": 2})
    line.rest.delete(one)
    line.rest.get(one)
    check(contract, answers)


def test_commands(line: Served, contract: Contract, answers: list[Answer]) -> None:
    option = {"type": 3, "name": "when", "description": "d", "choices": [{"name": "n", "value": "v"}]}
    command = {"name": "match", "description": "d", "options": [option], "contexts": [0], "integration_types": [0]}
    one = f"{line.commands}/{line.register(command)[0]['id']}"
    line.rest.get(line.commands, params={"with_localizations": "true"})
    line.rest.get(line.commands)
    line.rest.get(one)
    line.rest.patch(one, json={"description": "other"})
    line.rest.post(line.commands, json={"name": "ping", "description": "d"})
    line.rest.delete(one)
    of_guild = line.commands.replace("/commands", f"/guilds/{line.guild}/commands")
    line.rest.put(of_guild, json=[{"name": "ping", "description": "d"}])
    check(contract, answers)


def test_interactions(line: Served, bot: BotDouble, contract: Contract, answers: list[Answer]) -> None:
    line.register({"name": "ping", "description": "d"})
    answer: Json = {"type": 4, "data": {"content": "hi", "components": everything()[2]["components"]}}

    def call_back(interaction: Json) -> None:
        path = f"/interactions/{interaction['id']}/{interaction['token']}/callback"
        line.rest.post(path, params={"with_response": "true"}, json=answer)

    bot.answer = call_back
    shown = line.act("command", command="ping")["message"]["id"]
    line.act("click", message=shown, button="Go")
    for interaction in bot.interactions:
        webhook = f"/webhooks/{interaction['application_id']}/{interaction['token']}"
        line.rest.get(f"{webhook}/messages/@original")
        line.rest.patch(f"{webhook}/messages/@original", json={"content": "edited"})
        more = line.rest.post(webhook, json={"content": "more", "flags": 64}).json()["id"]
        line.rest.delete(f"{webhook}/messages/{more}")
        line.rest.delete(f"{webhook}/messages/@original")
    check(contract, answers)
