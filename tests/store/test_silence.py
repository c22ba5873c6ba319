"""What of AWS's silence is told from our own bugs."""

import pytest
from botocore.exceptions import (
    ClientError,
    ConnectionClosedError,
    ConnectTimeoutError,
    CredentialRetrievalError,
    EndpointConnectionError,
    NoCredentialsError,
    ParamValidationError,
    ReadTimeoutError,
)

from paddock.errors import Unavailable
from paddock.outages import asking

URL = {"endpoint_url": "http://127.0.0.1:9"}


@pytest.mark.parametrize(
    "silence",
    [
        EndpointConnectionError(**URL),
        ConnectTimeoutError(**URL),
        ReadTimeoutError(**URL),
        ConnectionClosedError(**URL),
        CredentialRetrievalError(provider="x", error_msg="x"),
    ],
    ids=lambda silence: type(silence).__name__,
)
def test_silence_names_who_is_silent(silence: Exception) -> None:
    with pytest.raises(Unavailable) as told, asking("DynamoDB"):
        raise silence
    assert (told.value.who, told.value.reason) == ("DynamoDB", type(silence).__name__)


@pytest.mark.parametrize(
    "bug",
    [ParamValidationError(report="x"), NoCredentialsError(), ClientError({}, "Query"), ValueError("x")],
    ids=lambda bug: type(bug).__name__,
)
def test_our_own_bugs_come_through_as_they_are(bug: Exception) -> None:
    with pytest.raises(type(bug)), asking("DynamoDB"):
        raise bug


def test_an_answer_comes_through_untouched() -> None:
    with asking("DynamoDB"):
        answer = 1
    assert answer == 1
