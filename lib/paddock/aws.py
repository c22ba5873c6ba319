"""Clients for AWS, made by botocore alone: boto3 adds start-up time and nothing that is used here."""

from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_ssm import SSMClient

# Together with the pause before the second attempt, at most a second: below the three that Discord waits for an answer.
CONFIG = Config(
    connect_timeout=0.5,
    read_timeout=0.7,
    retries={"mode": "standard", "total_max_attempts": 2},
    tcp_keepalive=True,
)


@cache
def _session() -> botocore.session.Session:
    return botocore.session.get_session()


@cache
def _client(service: str) -> Any:
    return _session().create_client(service, config=CONFIG)


def dynamodb() -> "DynamoDBClient":
    client: DynamoDBClient = _client("dynamodb")
    return client


def sqs() -> "SQSClient":
    client: SQSClient = _client("sqs")
    return client


def ssm() -> "SSMClient":
    client: SSMClient = _client("ssm")
    return client
