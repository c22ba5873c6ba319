"""A world whose queue waits, and a tournament in it that shows events."""

from collections.abc import Iterator
from typing import Any

import pytest

from tests.crash.story import Story
from tests.faults.patient import PatientWorld, patient_world


@pytest.fixture
def world(discord: Any) -> Iterator[PatientWorld]:
    with patient_world(discord) as world:
        yield world
        assert discord.problems() == []


@pytest.fixture
def story(world: PatientWorld) -> Story:
    story = Story.begin(world)
    story.create_tournament()
    return story
