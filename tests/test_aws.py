"""Our clients for AWS know less than botocore's own; what they send is the same."""

import os
from collections.abc import Callable
from typing import Any

import botocore.session
import pytest
from botocore.awsrequest import AWSResponse

from paddock import aws

REGIONS = ("us-east-1", "eu-central-1", "us-gov-west-1", "cn-north-1")
QUEUE = "https://sqs.{region}.amazonaws.com/123456789012/jobs.fifo"
CALLS: dict[str, Callable[[Any, str], Any]] = {
    "dynamodb": lambda client, region: client.batch_get_item(RequestItems={"t": {"Keys": [{"pk": {"S": "a"}}]}}),
    "sqs": lambda client, region: client.receive_message(QueueUrl=QUEUE.format(region=region)),
    "ssm": lambda client, region: client.get_parameter(Name="/token"),
}


class Nothing:
    """The body of an empty answer."""

    def stream(self, **_: Any) -> list[bytes]:
        return [b"{}"]


def sent(session: Any, service: str, region: str, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ...]:
    """Where the first call goes, what it asks, and for which region and service it is signed."""
    for name in [name for name in os.environ if name.startswith("AWS_ENDPOINT_URL")]:
        monkeypatch.delenv(name)
    seen: list[Any] = []

    def answer(request: Any, **_: Any) -> AWSResponse:
        seen.append(request)
        return AWSResponse(request.url, 200, {}, Nothing())  # type: ignore[arg-type]  # its stubs want urllib3's

    client = session.create_client(service, region_name=region, config=aws.CONFIG)
    client.meta.events.register_first("before-send", answer)
    CALLS[service](client, region)
    (request,) = seen
    signed = request.headers["Authorization"].decode().split("/")[2:4]
    return request.url, request.headers["X-Amz-Target"], request.body, signed


@pytest.mark.parametrize("region", REGIONS)
@pytest.mark.parametrize("service", CALLS)
def test_a_call_goes_where_botocore_would_send_it(service: str, region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ours = sent(aws.session(), service, region, monkeypatch)
    assert ours == sent(botocore.session.get_session(), service, region, monkeypatch)
    assert region in ours[0]
    assert ours[3] == [region, service]
