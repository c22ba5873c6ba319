"""The instant that a typed time means, or a refusal that says why there isn't exactly one."""

import unicodedata
from datetime import datetime
from itertools import chain

from paddock.clock.foreign import translations
from paddock.clock.grammar import meanings
from paddock.clock.phrases import Exact, FromNow, Meaning, OnTheWall
from paddock.clock.question import Question, Reading
from paddock.clock.refusals import BadTime
from paddock.clock.wall_reading import on_the_wall

LONGEST = 100


def answer(question: Question) -> Reading:
    found = _understood(question.text)
    if not found:
        raise question.unreadable()
    if len(found) == 1:
        return question.checked(_resolved(found[0], question))
    return _settled(found, question)


def _settled(found: list[Meaning], question: Question) -> Reading:
    """Several ways to read a text are an answer only if all of them lead to one instant."""
    moments: list[datetime] = []
    sure = True
    for meaning in found:
        try:
            moments.append(_resolved(meaning, question).moment)
        except BadTime as refusal:
            moments += refusal.offers
            sure = False
    if sure and len(set(moments)) == 1:
        return question.checked(Reading(moments[0]))
    raise question.asked_again("can mean more than one time", moments)


def _understood(text: str) -> list[Meaning]:
    """In English, else in every other language in which the text makes sense at all."""
    plain = " ".join(text.split())
    if len(text) > LONGEST or not all(map(_is_plain, plain)):
        return []
    if plain.isascii() and (found := meanings(plain)):
        return found
    if not any(character.isdigit() for character in plain):
        return []
    by_language = [meanings(english) for english in translations(plain)]
    return list(dict.fromkeys(chain.from_iterable(by_language))) if all(by_language) else []


def _is_plain(character: str) -> bool:
    """ASCII and letters: other digits, emoji and invisible characters may read differently than they look."""
    return character.isprintable() if character.isascii() else unicodedata.category(character)[0] in "LM"


def _resolved(meaning: Meaning, question: Question) -> Reading:
    match meaning:
        case Exact(moment):
            return Reading(moment)
        case FromNow(wait):
            return Reading(question.now + wait)
        case OnTheWall():
            return on_the_wall(meaning, question)
