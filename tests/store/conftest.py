"""A database with nothing in it."""

import os

import pytest

from paddock import aws
from paddock.settings import Settings
from paddock.store.table import Database
from tests.support.aws import Account


@pytest.fixture
def database(account: Account) -> Database:
    return Database(aws.dynamodb(), Settings.read(os.environ).tables)
