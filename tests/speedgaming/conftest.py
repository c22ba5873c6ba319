"""An organization that follows an event."""

import pytest

from tests.speedgaming.desk import Desk
from tests.support.aws import Account


@pytest.fixture
def desk(account: Account) -> Desk:
    """Organization 9 with tournament 71, which follows `lantern-open`."""
    made = Desk()
    made.add_organization()
    made.add_tournament()
    account.calls.clear()
    return made
