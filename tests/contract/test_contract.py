"""A second opinion: all that the bot says, in every story, held against Discord's own OpenAPI document."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.contract.openapi import Contract
from tests.contract.tour import tour
from tests.crash import racing
from tests.crash.story import STEPS, Step, Story, told
from tests.faults.patient import patient_world
from tests.faults.scenes import SCENES, Scene, played
from tests.support.crashing import fresh_world
from tests.support.recording import Answer, Recording, Request, recorded
from tests.support.shared import NO_OPENAPI, OPENAPI
from tests.support.world import World

pytestmark = pytest.mark.skipif(not OPENAPI.exists(), reason=NO_OPENAPI)


@pytest.fixture(scope="module")
def contract() -> Contract:
    return Contract()


@pytest.fixture
def recording() -> Iterator[Recording]:
    with recorded() as recording:
        yield recording


def _faults(contract: Contract, recording: Recording) -> list[str]:
    requests = [fault for each in recording.requests for fault in contract.request_faults(each)]
    return requests + [fault for each in recording.answers for fault in contract.answer_faults(each)]


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_the_story_keeps_to_the_contract(
    step: Step, discord: Any, contract: Contract, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fresh_world(discord) as world:
        _watch_people(world, recording, monkeypatch)
        told(step, world)
    assert recording.answers
    assert _faults(contract, recording) == []


@pytest.mark.parametrize("step", racing.STEPS.values(), ids=racing.STEPS)
def test_a_run_s_story_keeps_to_the_contract(
    step: racing.Step, discord: Any, contract: Contract, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fresh_world(discord) as world:
        _watch_people(world, recording, monkeypatch)
        racing.told(step, world)
    assert recording.answers
    assert _faults(contract, recording) == []


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_what_follows_a_failure_keeps_to_the_contract(
    scene: Scene, discord: Any, contract: Contract, recording: Recording
) -> None:
    with patient_world(discord) as world:
        played(scene, world, lambda world, call: world.discord.fail(call, status=503, times=4))
    assert recording.requests
    assert _faults(contract, recording) == []


def test_every_command_keeps_to_the_contract(
    discord: Any, contract: Contract, recording: Recording, monkeypatch: pytest.MonkeyPatch
) -> None:
    with patient_world(discord) as world:
        _watch_people(world, recording, monkeypatch)
        tour(Story.begin(world))
        unknown = [each for each in discord.warnings() if "unknown field" in each["warning"]]
    assert {each.body["type"] for each in recording.answers if each.body} == {4, 5, 7, 8}
    assert _faults(contract, recording) == []
    assert unknown == []
    assert discord.problems() == []


def _watch_people(world: World, recording: Recording, monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody who joins from now on talks to the recorded door."""
    join = world.person

    def watched(*who: Any) -> Any:
        person = join(*who)
        person.target = recording.door
        return person

    monkeypatch.setattr(world, "person", watched)


@pytest.mark.parametrize(
    "wrong",
    [
        Request("POST", "/guilds/1/scheduled-events", {"name": "x" * 101, "entity_type": 3, "privacy_level": 2}),
        Request("POST", "/channels/1/messages", {"content": 5}),
        Request("PATCH", "/guilds/1/scheduled-events/1", {"scheduled_start_time": "tomorrow"}),
        Request("GET", "/guilds/1/nonsense", None),
        Request("DELETE", "/guilds/1/scheduled-events/1", {"reason": "none"}),
    ],
    ids=lambda request: f"{request.method} {request.path}",
)
def test_the_judge_sees_what_is_wrong_with_a_request(contract: Contract, wrong: Request) -> None:
    assert contract.request_faults(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        Answer("/interactions", 200, {"type": 4, "data": {"content": 5}}),
        Answer("/interactions", 200, {"type": 99}),
        Answer("/interactions", 500, None),
        Answer("/interactions", 200, {"type": 8, "data": {"choices": [{"name": "x"}]}}),
        Answer("/events", 200, {}),
    ],
)
def test_the_judge_sees_what_is_wrong_with_an_answer(contract: Contract, wrong: Answer) -> None:
    assert contract.answer_faults(wrong)
