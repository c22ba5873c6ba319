"""Clients for AWS, made by botocore alone: boto3 adds start-up time and nothing that is used here."""

import gzip
import json
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any

import botocore.session
from botocore.config import Config
from botocore.loaders import JSONFileLoader, Loader

from paddock.patience import Patience

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_sqs import SQSClient
    from mypy_boto3_ssm import SSMClient

# One attempt each: more are made by `paddock.patience`.
CONFIG = Config(
    connect_timeout=0.3,
    read_timeout=0.5,
    retries={"mode": "standard", "total_max_attempts": 1},
    tcp_keepalive=True,
)
# What is not sent the sweep sends, so that nobody has to wait for a slow queue.
CONFIGS = {"dynamodb": CONFIG, "sqs": CONFIG.merge(Config(read_timeout=0.4)), "ssm": CONFIG}
# A click whose write fails has to be made again, which costs a racer time: the database is asked as often as the answer
# to Discord leaves time for.
PATIENCE = {
    "dynamodb": Patience("DynamoDB", longest=0.8, hurried_tries=4),
    "sqs": Patience("SQS", longest=0.7, hurried_tries=1),
    "ssm": Patience("AWS", longest=0.8, hurried_tries=1),
}


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
def session() -> botocore.session.Session:
    made = botocore.session.get_session()
    made.register_component("data_loader", _Descriptions(file_loader=_Files()))
    return made


@cache
def _client(service: str) -> Any:
    client: Any = session().create_client(service, config=CONFIGS[service])
    client.meta.events.register_first("before-send", PATIENCE[service].check_time)
    client.meta.events.register("needs-retry", PATIENCE[service].pause)
    return client


def dynamodb() -> "DynamoDBClient":
    client: DynamoDBClient = _client("dynamodb")
    return client


def sqs() -> "SQSClient":
    client: SQSClient = _client("sqs")
    return client


def ssm() -> "SSMClient":
    client: SSMClient = _client("ssm")
    return client
