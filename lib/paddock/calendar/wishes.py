"""What one match's event in one server should be, beside what Discord was told of it."""

from dataclasses import dataclass
from datetime import datetime

from paddock.calendar import views
from paddock.calendar.model import EventRecord, Listing
from paddock.calendar.rules import Verdict, is_going_on, verdict
from paddock.ids import GuildId
from paddock.matches.model import Match
from paddock.organizations.model import Organization
from paddock.tournaments.model import Tournament


@dataclass(frozen=True)
class Wish:
    verdict: Verdict
    listing: Listing | None = None
    """What it says; None where nothing is to be told."""
    active: bool = False

    def is_told(self, record: EventRecord, now: datetime) -> bool:
        """What Discord does by itself need not be told."""
        told = self.listing is not None and record.fingerprint == views.fingerprint(self.listing)
        return told and record.is_active(now) == self.active

    def is_out_of_reach(self, record: EventRecord, now: datetime) -> bool:
        """An active event can neither be set back nor be moved: only another one can say what is wished."""
        if self.listing is None or not record.is_active(now):
            return False
        return not self.active or self.listing.start != record.start


def wish_for(
    match: Match,
    tournament: Tournament | None,
    organization: Organization,
    guild: GuildId,
    now: datetime,
    record: EventRecord | None,
) -> Wish:
    decided = verdict(match, tournament, organization, guild, now, record)
    if tournament is None or decided not in (Verdict.SHOW, Verdict.KEEP):
        return Wish(decided)
    # What has begun keeps the start that it was given.
    start = record.start if record and decided is Verdict.KEEP else None
    listing = views.listing(match, tournament, organization, start)
    return Wish(decided, listing if listing.end > now else None, is_going_on(match, now))
