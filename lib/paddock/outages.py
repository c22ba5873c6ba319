"""AWS's silence, throttling and failures, told from our own bugs: those may succeed later, these never will."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from botocore.exceptions import ClientError, ConnectionError, CredentialRetrievalError, HTTPClientError

from paddock.errors import Unavailable

SILENT = (ConnectionError, HTTPClientError, CredentialRetrievalError)
THROTTLED = frozenset(
    {
        "ProvisionedThroughputExceeded",
        "ProvisionedThroughputExceededException",
        "RequestLimitExceeded",
        "ThrottlingError",
        "ThrottlingException",
        "TransactionInProgressException",
    }
)


def is_passing(failure: Exception | None, answer: Mapping[str, Any]) -> bool:
    """Whether the same call may succeed later: nobody answered, or AWS has troubles of its own."""
    code = str(answer.get("Error", {}).get("Code", ""))
    status = answer.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return isinstance(failure, SILENT) or code in THROTTLED or status >= 500


@contextmanager
def asking(who: str) -> Iterator[None]:
    """Raises `Unavailable` where the call within may succeed later; everything else comes through as it is."""
    try:
        yield
    except SILENT as silent:
        raise Unavailable(who, type(silent).__name__) from silent
    except ClientError as refused:
        if not is_passing(None, refused.response):
            raise
        raise Unavailable(who, str(refused.response.get("Error", {}).get("Code", ""))) from refused
