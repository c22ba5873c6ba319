"""AWS's silence, throttling and failures, told from our own bugs: those may succeed later, these never will."""

from collections.abc import Iterator
from contextlib import contextmanager

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


@contextmanager
def asking(who: str) -> Iterator[None]:
    """Raises `Unavailable` where the call within may succeed later; everything else comes through as it is."""
    try:
        yield
    except SILENT as silent:
        raise Unavailable(who, type(silent).__name__) from silent
    except ClientError as refused:
        code = str(refused.response.get("Error", {}).get("Code", ""))
        status = refused.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
        if code not in THROTTLED and status < 500:
            raise
        raise Unavailable(who, code) from refused
