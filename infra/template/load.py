"""Reads template.yaml into plain dicts, with CloudFormation's short tags spelled out (`!Ref x` is `{"Ref": x}`)."""

import re
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
TEMPLATE = ROOT / "template.yaml"

Template = dict[str, Any]


class _Loader(yaml.SafeLoader):
    """Makes plain values only."""


def _intrinsic(loader: _Loader, name: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    if name == "GetAtt":
        value = value.split(".", 1)
    return {name if name in ("Ref", "Condition") else f"Fn::{name}": value}


_Loader.add_multi_constructor("!", _intrinsic)


def load(path: Path = TEMPLATE) -> Template:
    template: Template = yaml.load(path.read_text(), _Loader)
    return template


def deployed_as(template: Template) -> list[dict[str, Any]]:
    """Each part that names what is deployed, as its `CodeUri`: what all functions share, and those that differ."""
    own = (resource.get("Properties", {}) for resource in template["Resources"].values())
    return [template["Globals"]["Function"], *(properties for properties in own if "CodeUri" in properties)]


def plain_name(logical_id: str) -> str:
    """The function's name for people and programs: "SyncEventsFunction" is "sync_events"."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", logical_id.removesuffix("Function")).lower()
