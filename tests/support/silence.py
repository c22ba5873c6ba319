"""AWS that does not answer, or answers something else this time."""

import contextlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

from botocore.exceptions import EndpointConnectionError

from paddock import aws
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


@contextlib.contextmanager
def answering(client: Any, name: str, *answers: dict[str, Any] | None) -> Iterator[list[dict[str, Any]]]:
    """The next calls `name` of `client` get these answers, None being the true one; what was asked."""
    event = f"before-call.{client.meta.service_model.service_id.hyphenize()}.{name}"
    waiting, asked = list(answers), []

    def answer(params: dict[str, Any], **_: Any) -> Any:
        asked.append(params)
        canned = waiting.pop(0) if waiting else None
        return canned and (SimpleNamespace(status_code=400 if "Error" in canned else 200), canned)

    client.meta.events.register(event, answer)
    try:
        yield asked
    finally:
        client.meta.events.unregister(event, answer)


def an_error(code: str, status: int = 400, **more: Any) -> dict[str, Any]:
    error = {"Code": code, "Message": code}
    return {"Error": error, "ResponseMetadata": {"HTTPStatusCode": status}, **more}


def cancelled(*reasons: str) -> dict[str, Any]:
    """A transaction that DynamoDB did not carry out; one reason for each of its writes."""
    return an_error("TransactionCanceledException", CancellationReasons=[{"Code": each} for each in reasons])


def dynamodb_answering(name: str, *answers: dict[str, Any] | None) -> Any:
    return answering(aws.dynamodb(), name, *answers)
