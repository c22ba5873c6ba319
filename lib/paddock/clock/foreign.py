"""Times typed in other languages than English, through dateparser's dictionaries.

Only its translations are used, and the grammar reads them. Its own parser guesses: `friday 8` becomes 22 August,
`32 dec` becomes December 2032, and on a Sunday `sunday 20:00` becomes the next one.
"""

import re

LANGUAGES = ["de", "fr", "es", "it", "pt", "nl", "pl", "cs", "sv", "da", "nb", "fi", "tr", "ru"]
GERMAN_HOUR = re.compile(r"\b([0-9]{1,2}) ?uhr(?: ([0-9]{2}))?\b")


def translations(text: str) -> list[str]:
    """The text in English, once for each language that it makes sense in and reads differently."""
    from dateparser.conf import settings  # 150 ms to import, and seldom needed
    from dateparser.languages.loader import default_loader

    plain = GERMAN_HOUR.sub(lambda hour: f"{hour[1]}:{hour[2] or '00'}", text.lower())
    locales = default_loader.get_locales(languages=LANGUAGES)
    return list(
        dict.fromkeys(
            locale.translate(plain, settings=settings)
            for locale in locales
            if locale.is_applicable(plain, settings=settings)
        )
    )
