"""Deploys template.yaml itself to the local AWS, much as `sam deploy` would, in a second."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra import build
from infra.local.aws import LocalAws
from infra.template.load import Template, deployed_as, load, plain_name

STACK = "paddock"
BUCKET = "deployments"
SEND = "sqs:SendMessage"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""A zip file's earliest time; with it, equal folders make equal files."""

OFTEN = {"Delay": 0.1, "MaxAttempts": 600}
"""For boto3's waiters, which look once in thirty seconds otherwise."""


@dataclass(frozen=True)
class Deployment:
    functions: Mapping[str, str]
    """Such as "sync_events", to the name that Lambda's Invoke takes."""
    rules: tuple[str, ...]
    api_id: str


def deploy(aws: LocalAws, parameters: Mapping[str, str]) -> Deployment:
    cloudformation = aws.client("cloudformation")
    asked = {
        "StackName": STACK,
        "TemplateBody": json.dumps(_for_here(load(), _upload(aws.client("s3"), build.program()))),
        "Parameters": [{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        "Capabilities": ["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    }
    if _exists(cloudformation):
        _update(cloudformation, asked)
    else:
        cloudformation.create_stack(**asked)
        cloudformation.get_waiter("stack_create_complete").wait(StackName=STACK, WaiterConfig=OFTEN)
    return _deployment(cloudformation)


def _for_here(template: Template, code: str) -> Template:
    """The packages are not uploaded: unpacking them for each new worker would take longer than Discord waits."""
    packages = {f"build/{bundle.name}": build.local_packages(bundle) for bundle in build.BUNDLES}
    for part in deployed_as(template):
        part["Environment"]["Variables"]["PYTHONPATH"] = str(packages[part["CodeUri"]])
        part["CodeUri"] = code
    for resource in template["Resources"].values():
        for policy in resource.get("Properties", {}).get("Policies", ()):
            for statement in policy["PolicyDocument"]["Statement"]:
                _allow_batches(statement)
    return template


def _allow_batches(statement: dict[str, Any]) -> None:
    """On AWS whoever may send a message may send ten at once; the emulator asks for an action of that name."""
    actions = statement["Action"] if isinstance(statement["Action"], list) else [statement["Action"]]
    if SEND in actions:
        statement["Action"] = [*actions, f"{SEND}Batch"]


def _upload(s3: Any, folder: Path) -> str:
    body = _zipped(folder)
    key = f"{hashlib.sha256(body).hexdigest()}.zip"
    s3.create_bucket(Bucket=BUCKET)
    s3.put_object(Bucket=BUCKET, Key=key, Body=body)
    return f"s3://{BUCKET}/{key}"


def _zipped(folder: Path) -> bytes:
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            archive.writestr(zipfile.ZipInfo(str(file.relative_to(folder)), LONG_AGO), file.read_bytes())
    return body.getvalue()


def _exists(cloudformation: Any) -> bool:
    try:
        return bool(cloudformation.describe_stacks(StackName=STACK)["Stacks"])
    except ClientError:
        return False


def _update(cloudformation: Any, asked: Mapping[str, Any]) -> None:
    try:
        cloudformation.update_stack(**asked)
    except ClientError as refused:
        if "No updates are to be performed" in str(refused):
            return
        raise
    cloudformation.get_waiter("stack_update_complete").wait(StackName=STACK, WaiterConfig=OFTEN)


def _deployment(cloudformation: Any) -> Deployment:
    outputs = cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]["Outputs"]
    resources = cloudformation.describe_stack_resources(StackName=STACK)["StackResources"]
    return Deployment(
        functions={
            plain_name(resource["LogicalResourceId"]): resource["PhysicalResourceId"]
            for resource in resources
            if resource["ResourceType"] == "AWS::Lambda::Function"
        },
        rules=tuple(
            resource["PhysicalResourceId"] for resource in resources if resource["ResourceType"] == "AWS::Events::Rule"
        ),
        api_id=next(output["OutputValue"] for output in outputs if output["OutputKey"] == "ApiId"),
    )
