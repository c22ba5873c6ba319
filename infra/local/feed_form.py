"""What the feed's page lets people fill in, and the episode that comes of it."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from infra.local.feed_numbers import CREW, MATCHES, Directory, listed, players_of
from infra.local.feed_samples import EVENTS, Json, channel, crew_member, match, player

Row = Mapping[str, str]
"""A line of a list: its fields by name."""

_FIELD_OF_ROW = re.compile(r"(?P<group>\w+)-(?P<place>\d{1,6})-(?P<field>\w+)")


@dataclass(frozen=True)
class Form:
    fields: Mapping[str, str]

    def get(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def rows(self, group: str) -> list[Row]:
        """In the page's order; a line without a name is one that nobody filled in."""
        rows: dict[str, dict[str, str]] = {}
        for name in self.fields:
            read = _FIELD_OF_ROW.fullmatch(name)
            if read and read["group"] == group:
                rows.setdefault(read["place"], {})[read["field"]] = self.get(name)
        return [row for row in rows.values() if row.get("name")]

    def names(self, groups: Iterable[str]) -> list[str]:
        return [row["name"] for group in groups for row in self.rows(group)]


def filled_in(form: Form, old: Json, directory: Directory) -> Json:
    """The episode as the form would have it; what the form does not show stays."""
    players = directory.players.given_to(form.names(MATCHES))
    crew = directory.crew.given_to(form.names(CREW))
    channels = directory.channels.given_to(form.names(["channels"]))
    return {
        **old,
        "title": form.get("title"),
        "event": EVENTS.get(form.get("event"), old.get("event")),
        **_times(form, old),
        "match1": _match(form, old, "match1", players),
        "match2": _match(form, old, "match2", players) if _has_second(form) else None,
        "channels": _lines(form.rows("channels"), listed(old, "channels"), channels, _channel),
        **{role: _lines(form.rows(role), listed(old, role), crew, _crew_member) for role in CREW},
    }


def _times(form: Form, old: Json) -> Json:
    """An episode that told one time only goes on to do so, unless the form tells two."""
    start, broadcast = _utc(form.get("start")), _utc(form.get("broadcast"))
    if not broadcast and old.get("whenCountdown") == "":
        return {"when": start, "whenCountdown": ""}
    return {"when": broadcast or start, "whenCountdown": start}


def _utc(typed: str) -> str:
    """The browser's fields know no zone; whatever else was typed is told as it is."""
    try:
        read = datetime.fromisoformat(typed)
    except ValueError:
        return typed
    return read.replace(tzinfo=read.tzinfo or UTC).isoformat()


def _has_second(form: Form) -> bool:
    return bool(form.rows("match2") or form.get("match2-title") or form.get("match2-note"))


def _match(form: Form, old: Json, side: str, numbers: Mapping[str, int]) -> Json:
    before = old.get(side)
    kept = before if isinstance(before, dict) else match(1 + MATCHES.index(side), [])
    told = {"title": form.get(f"{side}-title"), "note": form.get(f"{side}-note")}
    return {**kept, **told, "players": _lines(form.rows(side), players_of(old, side), numbers, _player)}


def _lines(
    rows: Sequence[Row],
    before: Iterable[Json],
    numbers: Mapping[str, int],
    fill: Callable[[Json | None, int, Row], Json],
) -> list[Json]:
    """A line that was there keeps its number, and what the page does not show of it, whatever its name becomes."""
    known = {str(each["id"]): each for each in before if "id" in each}
    told = []
    for row in rows:
        kept = known.get(row.get("id", ""))
        told.append(fill(kept, kept["id"] if kept else numbers[row["name"]], row))
    return told


def _player(kept: Json | None, number: int, row: Row) -> Json:
    stream = row.get("stream", "")
    told = {"displayName": row["name"], "discordId": row.get("discord", ""), "publicStream": stream}
    return {**(kept or player(number, row["name"])), **told, "streamingFrom": stream}


def _crew_member(kept: Json | None, number: int, row: Row) -> Json:
    told = {"displayName": row["name"], "discordId": row.get("discord", ""), "approved": "approved" in row}
    return {**(kept or crew_member(number, row["name"])), **told}


def _channel(kept: Json | None, number: int, row: Row) -> Json:
    told = {"name": row["name"], "slug": row.get("slug", "")}
    return {**(kept or channel(number, row["name"], "", row["name"][:3].upper())), **told}
