"""Clients for AWS, made by botocore alone: boto3 adds start-up time and nothing that is used here."""

import gzip
import json
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config
from botocore.loaders import JSONFileLoader, Loader

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


class _Files(JSONFileLoader):
    """Into plain dicts, which keep their order too: botocore's OrderedDicts take three times as long to fill."""

    def load_file(self, file_path: str) -> Any:
        for ending, open_file in ((".json", open), (".json.gz", gzip.open)):
            with suppress(FileNotFoundError), open_file(file_path + ending, "rb") as file:
                return json.load(file)
        return None


class _Descriptions(Loader):
    """Of the services that are used here, found without a look into the folders of four hundred others."""

    def list_available_services(self, type_name: str) -> list[str]:
        return ["dynamodb", "sqs", "ssm"]

    def load_data_with_path(self, name: str) -> tuple[Any, str]:
        """Without the megabyte of every service's endpoints, in whose place each service has rules by now; they are
        followed only if that table counts as botocore's own."""
        if name == "endpoints":
            return {"partitions": []}, self.BUILTIN_DATA_PATH
        return super().load_data_with_path(name)


@cache
def _session() -> botocore.session.Session:
    session = botocore.session.get_session()
    session.register_component("data_loader", _Descriptions(file_loader=_Files()))
    return session


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
