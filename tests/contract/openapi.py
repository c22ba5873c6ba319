"""Discord's OpenAPI document as a judge of requests and of answers to interactions."""

import json
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from tests.support.recording import Answer, Request
from tests.support.shared import OPENAPI

HERE = "urn:discord"
CALLBACK = ("/interactions/{interaction_id}/{interaction_token}/callback", "post")
formats = FormatChecker(formats=())


@formats.checks("date-time", raises=ValueError)
def _is_instant(value: object) -> bool:
    return not isinstance(value, str) or datetime.fromisoformat(value).tzinfo is not None


@formats.checks("snowflake")
def _is_snowflake(value: object) -> bool:
    return not isinstance(value, str) or (value.isdigit() and int(value) < 1 << 64)


@formats.checks("uri")
def _is_uri(value: object) -> bool:
    return not isinstance(value, str) or bool(urlsplit(value).scheme)


class Contract:
    def __init__(self) -> None:
        document = json.loads(OPENAPI.read_text())
        _any_for_one(document)
        self._paths: dict[str, Any] = document["paths"]
        self._registry: Registry[Any] = Registry().with_resource(HERE, DRAFT202012.create_resource(document))

    def request_faults(self, request: Request) -> list[str]:
        template = self._template(request)
        if template is None:
            return [f"{request.method} {request.path}: no such operation"]
        method = request.method.lower()
        declared = self._paths[template][method].get("requestBody")
        if declared is None:
            return [] if request.body is None else [f"{request.method} {template}: takes no body"]
        return self._body_faults(template, method, request.body)

    def answer_faults(self, answer: Answer) -> list[str]:
        if answer.path.endswith("/events"):
            return [] if (answer.status, answer.body) == (204, None) else [f"events: {answer.status} {answer.body}"]
        return [f"status {answer.status}"] if answer.status != 200 else self._body_faults(*CALLBACK, answer.body)

    def _body_faults(self, template: str, method: str, body: Any) -> list[str]:
        steps = ["paths", template, method, "requestBody", "content", "application/json", "schema"]
        pointer = "/".join(step.replace("~", "~0").replace("/", "~1") for step in steps)
        schema = {"$ref": f"{HERE}#/{pointer}"}
        validator = Draft202012Validator(schema, registry=self._registry, format_checker=formats)
        return [f"{method} {template}: {each.json_path} {each.message[:300]}" for each in validator.iter_errors(body)]

    def _template(self, request: Request) -> str | None:
        """The fixed path wins over one with parameters."""
        parts = request.path.strip("/").split("/")
        fitting = [
            template
            for template, operations in self._paths.items()
            if request.method.lower() in operations and _fits(template.strip("/").split("/"), parts)
        ]
        return min(fitting, key=lambda template: template.count("{"), default=None)


def _fits(template: list[str], parts: list[str]) -> bool:
    return len(template) == len(parts) and all(
        wanted == part or wanted.startswith("{") for wanted, part in zip(template, parts, strict=True)
    )


def _any_for_one(node: Any) -> None:
    """Discord's unions overlap, as its schemas allow further fields: "exactly one" can't be meant."""
    if isinstance(node, dict):
        if isinstance(node.get("oneOf"), list):
            node["anyOf"] = node.pop("oneOf")
        for each in node.values():
            _any_for_one(each)
    elif isinstance(node, list):
        for each in node:
            _any_for_one(each)
