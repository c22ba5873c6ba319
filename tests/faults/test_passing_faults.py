"""Discord fails once, in every way, at each call: in the end everything is as if it had not, and nothing is twice."""

from collections.abc import Callable
from typing import Any

import pytest

from functions.interactions import worker
from tests.faults.patient import PatientWorld, patient_world
from tests.faults.scenes import SCENES, Scene, played


def _is_late(world: PatientWorld, call: str) -> None:
    worker.WIRING.http.timeout = 0.15
    world.discord.delay(0.3, call, when="after")


def _limits(seconds: float, scope: str = "user") -> Callable[[PatientWorld, str], Any]:
    return lambda world, call: world.discord.fail(call, status=429, seconds=seconds, scope=scope)


FAULTS: dict[str, Callable[[PatientWorld, str], Any]] = {
    "an error before it took effect": lambda world, call: world.discord.fail(call, status=500),
    "an error after it took effect": lambda world, call: world.discord.fail(call, status=502, when="after"),
    "a connection lost before": lambda world, call: world.discord.drop(call),
    "a connection lost after": lambda world, call: world.discord.drop(call, when="after"),
    "an answer too late": _is_late,
    "five errors in a row": lambda world, call: world.discord.fail(call, status=503, times=5),
    "a short wait": _limits(2),
    "a long wait": _limits(300),
    "a shared wait": _limits(2, "shared"),
    "a global wait": _limits(2, "global"),
}
_undisturbed: dict[str, dict[str, Any]] = {}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_after_a_passing_fault_everything_is_as_if_it_had_not_been(
    scene: Scene, fault: Callable[[PatientWorld, str], Any], discord: Any
) -> None:
    if str(scene) not in _undisturbed:
        with patient_world(discord) as world:
            _undisturbed[str(scene)] = played(scene, world, lambda world, call: None)
            assert discord.problems() == []
    with patient_world(discord) as world:
        found = played(scene, world, fault)
        assert [each["fired"] for each in discord.faults() if not each["fired"]] == []
        assert found == _undisturbed[str(scene)]
        assert discord.problems() == []
