"""The instant at which a job runs."""

from datetime import timedelta

import pytest

from paddock.ids import JobId, OrganizationId
from paddock.jobs.model import Envelope, Ticket
from tests.support.payloads import NOON

SENT = NOON - timedelta(days=400)
"""By the real clock, which the simulated time may be far ahead of."""
ENVELOPE = Envelope(ticket=Ticket(organization=OrganizationId("1"), id=JobId("a"), stamp="b"), group="c", now=NOON)


@pytest.mark.parametrize(("waited", "later"), [(0.9, 0), (3600.5, 3600), (-5, 0)])
def test_a_job_s_instant_is_later_by_its_wait_on_the_queue(waited: float, later: int) -> None:
    opened = ENVELOPE.delivered(SENT, SENT + timedelta(seconds=waited))
    assert opened.now == NOON + timedelta(seconds=later)


def test_a_letter_s_wait_counts_from_its_laying_aside_whenever_it_is_sent_again() -> None:
    letter = ENVELOPE.delivered(SENT, SENT + timedelta(minutes=1))
    given_back = SENT + timedelta(days=2)
    assert letter.delivered(given_back, given_back).now == NOON + timedelta(days=2)
