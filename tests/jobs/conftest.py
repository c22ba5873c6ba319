"""A workshop on an AWS of its own."""

import pytest

from tests.support.aws import Account
from tests.support.workshop import Workshop, a_workshop


@pytest.fixture
def shop(account: Account) -> Workshop:
    account.calls.clear()
    return a_workshop()
