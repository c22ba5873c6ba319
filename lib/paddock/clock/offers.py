"""What autocomplete shows for a time that is still being typed."""

from datetime import datetime
from zoneinfo import ZoneInfo

from paddock.clock.question import Question, examples
from paddock.clock.reading import LONGEST, answer
from paddock.clock.refusals import BadTime, is_visible
from paddock.clock.typed import Choice
from paddock.clock.wording import LONGEST_LABEL, label, value


def choices(text: str, zone: ZoneInfo, now: datetime) -> list[Choice]:
    if not text.strip():
        return [_example(typed, zone, now) for typed in examples(now)]
    try:
        reading = answer(Question(text, zone, now))
    except BadTime as refusal:
        return [_choice(moment, zone, now) for moment in refusal.offers] or _hint(text, refusal)
    return [_choice(moment, zone, now) for moment in (reading.moment, *reading.also)]


def _choice(moment: datetime, zone: ZoneInfo, now: datetime) -> Choice:
    return label(moment, zone, now), value(moment)


def _example(typed: str, zone: ZoneInfo, now: datetime) -> Choice:
    moment = answer(Question(typed, zone, now)).moment
    return f"{typed}: {label(moment, zone, now)}"[:LONGEST_LABEL], value(moment)


def _hint(text: str, refusal: BadTime) -> list[Choice]:
    if len(text) > LONGEST or not all(map(is_visible, text)):
        return []
    hint = refusal.text.replace("`", "")
    return [(hint if len(hint) <= LONGEST_LABEL else hint[: LONGEST_LABEL - 1] + "…", text)]
