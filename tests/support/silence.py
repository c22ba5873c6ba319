"""AWS that does not answer, or not this time."""

import contextlib
from collections.abc import Iterator

from botocore.exceptions import EndpointConnectionError

from tests.support.aws import Account


@contextlib.contextmanager
def silent(account: Account, *names: str) -> Iterator[None]:
    """The calls of these names, such as `TransactWriteItems`, find nobody."""

    def refuse(name: str) -> None:
        if name in names:
            raise EndpointConnectionError(endpoint_url="http://127.0.0.1:9")

    account.before = refuse
    try:
        yield
    finally:
        account.before = lambda name: None
