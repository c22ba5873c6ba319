"""Forms: what is sent to be filled in, and what comes back."""

import json
from typing import Any

import pytest
from fake_discord import ClientRefused

from paddock.catalog import ROUTES
from paddock.discord.answer import Fill
from paddock.discord.message import EPHEMERAL
from paddock.discord.request import Form, asked
from paddock.front_desk import OLD_BUTTON
from paddock.ids import AsyncId, RunId
from paddock.runs.asks import SubmitVod
from paddock.runs.model import MOST_NOTES, MOST_VOD
from paddock.store.item import Table
from tests.support.payloads import an_interaction
from tests.support.qualifier import Qualifier, Racer
from tests.support.world import World

FORMS = [route.ask for route in ROUTES if issubclass(route.ask, Form)]
MODAL, LABEL, TEXT_INPUT, SHORT, LONG = 5, 18, 4, 1, 2
FILL, MESSAGE = 9, 4
MOST_HEADING = MOST_LABEL = 45
MOST_PLACEHOLDER = 100
MOST_INPUTS = 5
MOST_TYPED = 4000
VOD, NOTES = "Link to the VOD", "Notes for the reviewers"


class Report(Form, tag="report", heading="Report"):
    match: AsyncId
    place: int | None = None
    title: str = asked("Title", most=20, required=True, example="Wrong time")
    story: str = asked("What happened?", most=300, long=True)


# -- a form as Discord shows it ------------------------------------------------------------------------------------


def test_a_form_carries_its_ids_and_asks_for_the_rest() -> None:
    assert Fill(Report(match=AsyncId("7"), title="", story="")).wire() == {
        "type": FILL,
        "data": {
            "custom_id": "report:7:",
            "title": "Report",
            "components": [
                {
                    "type": LABEL,
                    "label": "Title",
                    "component": {
                        "type": TEXT_INPUT,
                        "custom_id": "title",
                        "style": SHORT,
                        "max_length": 20,
                        "required": True,
                        "placeholder": "Wrong time",
                    },
                },
                {
                    "type": LABEL,
                    "label": "What happened?",
                    "component": {
                        "type": TEXT_INPUT,
                        "custom_id": "story",
                        "style": LONG,
                        "max_length": 300,
                        "required": False,
                    },
                },
            ],
        },
    }


def test_what_was_typed_before_stands_in_the_fields() -> None:
    wire = Fill(Report(match=AsyncId("7"), title="Late", story="")).wire()
    values = [each["component"].get("value") for each in wire["data"]["components"]]
    assert values == ["Late", None]


def test_a_form_is_read_back_with_what_was_typed() -> None:
    sent = Report(match=AsyncId("7"), place=2)
    assert Report.filled(sent.custom_id, {"title": "Late", "story": ""}) == sent.model_copy(update={"title": "Late"})


def test_a_field_that_was_left_out_is_empty() -> None:
    assert Report.filled("report:7:2", {"story": "x"}).title == ""


@pytest.mark.parametrize("custom_id", ["report", "report:7", "report:7:2:3", "report::2", "report:a b:2", "report:7:x"])
def test_a_custom_id_that_no_form_has_is_refused(custom_id: str) -> None:
    with pytest.raises(ValueError, match=r"zip\(\)|validation error"):
        Report.filled(custom_id, {"title": "Late"})


def test_a_field_that_the_form_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no fields"):
        Report.filled("report:7:2", {"title": "Late", "place": "1"})


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.tag)
def test_every_form_fits_into_discord_s_limits(form: type[Form]) -> None:
    assert 1 <= len(form.heading) <= MOST_HEADING
    assert 1 <= len(form.inputs()) <= MOST_INPUTS
    for field in form.inputs().values():
        told: Any = field.json_schema_extra
        assert 1 <= len(told["label"]) <= MOST_LABEL
        assert len(told["example"]) <= MOST_PLACEHOLDER
        assert next(each.max_length for each in field.metadata) <= MOST_TYPED


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.tag)
def test_no_form_has_a_label_twice(form: type[Form]) -> None:
    assert len(set(form.labels().values())) == len(form.labels())


# -- through the door ----------------------------------------------------------------------------------------------


@pytest.fixture
def racer(world: World) -> Racer:
    qualifier = Qualifier(world, pools=1, permalinks=1)
    return qualifier.race(qualifier.alice, minutes=30)


def test_a_button_opens_the_form_and_what_is_typed_is_kept(racer: Racer) -> None:
    opened = racer.press("Submit VOD & Notes")
    assert opened.kind == FILL
    opened.submit({VOD: "https://example.org/v", NOTES: "Lost a minute\nin the ice cave"})
    assert (racer.run["vod"], racer.run["notes"]) == ("https://example.org/v", "Lost a minute\nin the ice cave")
    assert racer.world.discord.problems() == []


def test_the_form_shows_what_was_typed_before(racer: Racer) -> None:
    racer.press("Submit VOD & Notes").submit({VOD: "https://example.org/v", NOTES: "n" * MOST_NOTES})
    again = racer.press("Submit VOD & Notes")
    assert [each["component"].get("value") for each in again.modal["components"]] == [
        "https://example.org/v",
        "n" * MOST_NOTES,
    ]


def test_the_client_holds_people_to_the_limits(racer: Racer) -> None:
    with pytest.raises(ClientRefused, match="length"):
        racer.press("Submit VOD & Notes").submit({NOTES: "n" * (MOST_NOTES + 1)})
    with pytest.raises(ClientRefused, match="required"):
        racer.press("Flag for Review").submit({})


# -- what no client sends, though anybody could ----------------------------------------------------------------------


def sent(racer: Racer, custom_id: str, typed: dict[str, str], kind: int = MODAL) -> str:
    """What the runner is answered who fills in a form by hand."""
    fields = [
        {"type": LABEL, "component": {"type": TEXT_INPUT, "custom_id": name, "value": text}}
        for name, text in typed.items()
    ]
    payload = an_interaction(
        kind,
        {"custom_id": custom_id, "components": fields},
        guild=racer.qualifier.server.id,
        user=racer.player.user_id,
        channel_id=racer.thread,
        now=racer.world.now,
    )
    status, _, text, _ = racer.player.deliver(json.dumps(payload))
    assert status == 200
    answer = json.loads(text)
    assert (answer["type"], answer["data"]["flags"]) == (MESSAGE, EPHEMERAL)
    return str(answer["data"]["content"])


def vod_form(racer: Racer) -> str:
    return SubmitVod(run=RunId(racer.id), async_=AsyncId(racer.qualifier.id)).custom_id


def test_a_text_that_is_too_long_is_named_as_the_form_calls_it_and_nothing_is_kept(racer: Racer) -> None:
    told = sent(racer, vod_form(racer), {"vod": "https://example.org/" + "v" * MOST_VOD, "notes": "kept?"})
    assert told == f"`{VOD}`: may have at most {MOST_VOD} characters."
    assert racer.run.get("notes") is None


def test_a_required_field_that_was_left_out_is_asked_for(racer: Racer) -> None:
    told = sent(racer, vod_form(racer).replace("vod-form", "flag-form"), {})
    assert "Say what the reviewers should look at" in told
    assert racer.run.get("flag") is None


@pytest.mark.parametrize(
    ("custom_id", "typed"),
    [
        ("run.vod-form:{run}", {"vod": "", "notes": "x"}),
        ("run.vod-form:{run}:{async}:1", {"vod": "", "notes": "x"}),
        ("run.vod-form:{run}:{async}", {"link": "https://example.org/v", "notes": "x"}),
        ("run.vod-form.0:{run}:{async}", {"notes": "x"}),
    ],
    ids=["a part less", "a part more", "another field", "another tag"],
)
def test_a_form_of_another_version_gets_a_kind_answer(racer: Racer, custom_id: str, typed: dict[str, str]) -> None:
    given = custom_id.format_map({"run": racer.id, "async": racer.qualifier.id})
    assert sent(racer, given, typed) == OLD_BUTTON
    assert racer.run.get("notes") is None


@pytest.mark.parametrize("run", ["a b", "run#1", "", "9" * 40])
def test_a_form_whose_ids_are_forged_gets_a_kind_answer(racer: Racer, run: str) -> None:
    assert sent(racer, f"run.vod-form:{run}:{racer.qualifier.id}", {"notes": "x"}) == OLD_BUTTON


def test_a_form_about_a_run_that_is_not_there_says_so(racer: Racer) -> None:
    assert "I can't find that run" in sent(racer, f"run.vod-form:1:{racer.qualifier.id}", {"vod": "", "notes": "x"})


def test_somebody_else_s_run_is_not_theirs_to_describe(racer: Racer) -> None:
    other = Racer(racer.qualifier, racer.qualifier.bob, racer.id)
    assert sent(other, vod_form(racer), {"vod": "", "notes": "x"}) != OLD_BUTTON
    assert racer.run.get("notes") is None


def test_a_form_that_is_pressed_like_a_button_empties_nothing(racer: Racer) -> None:
    racer.press("Submit VOD & Notes").submit({NOTES: "kept"})
    assert sent(racer, vod_form(racer), {}, kind=3) == OLD_BUTTON
    assert racer.run["notes"] == "kept"


def test_a_button_that_is_sent_like_a_form_does_nothing(racer: Racer) -> None:
    before = racer.world.documents(Table.RECORDS)
    assert sent(racer, f"run.finish:{racer.id}:{racer.qualifier.id}", {}) == OLD_BUTTON
    assert racer.world.documents(Table.RECORDS) == before
