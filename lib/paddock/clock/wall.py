"""From what a clock on a wall shows to the instants when it does: one, none (a gap) or two (an overlap)."""

from datetime import UTC, datetime, timedelta, tzinfo

SECOND = timedelta(seconds=1)


def instants(wall: datetime, zone: tzinfo) -> list[datetime]:
    """In order of time; `wall` has no zone of its own."""
    moments = sorted({_instant(wall, zone, fold) for fold in (0, 1)})
    return [moment for moment in moments if moment.astimezone(zone).replace(tzinfo=None) == wall]


def latest(wall: datetime, zone: tzinfo) -> datetime:
    """The last instant that a wall time can mean; in a gap, as if the clocks had not yet changed."""
    return max(_instant(wall, zone, fold) for fold in (0, 1))


def clock_change(wall: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """What the clocks show just before and just after the change that makes `wall` a gap or an overlap."""
    early, late = sorted(_instant(wall, zone, fold) for fold in (0, 1))
    before = _shown(early, zone) - early.replace(tzinfo=None)
    after = _shown(late, zone) - late.replace(tzinfo=None)
    while late - early > SECOND:
        middle = (early + (late - early) / 2).replace(microsecond=0)
        if _shown(middle, zone) - middle.replace(tzinfo=None) == before:
            early = middle
        else:
            late = middle
    change = late.replace(tzinfo=None)
    return change + before, change + after


def _instant(wall: datetime, zone: tzinfo, fold: int) -> datetime:
    return wall.replace(tzinfo=zone, fold=fold).astimezone(UTC)


def _shown(moment: datetime, zone: tzinfo) -> datetime:
    return moment.astimezone(zone).replace(tzinfo=None)
