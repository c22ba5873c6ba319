"""What SAM makes of the template: plain CloudFormation, offline, so that linters and tests see what is deployed."""

import copy
import json
import os
import sys
from collections.abc import Mapping

from samtranslator.translator.transform import transform  # type: ignore[import-untyped]  # it ships no types

from infra.template.load import Template, deployed_as, load

SAMPLE = {"DiscordApplicationId": "1", "DiscordPublicKey": "0" * 64}
"""Values for the parameters that have no default."""


class _NoManagedPolicies:
    """SAM asks for AWS's managed policies by name; our roles are written out and use none."""

    def load(self) -> dict[str, str]:
        return {}


def translate(template: Template, parameters: Mapping[str, str] = SAMPLE) -> Template:
    os.environ.setdefault("AWS_DEFAULT_REGION", "us-east-1")
    template = copy.deepcopy(template)
    for part in deployed_as(template):
        part["CodeUri"] = "s3://bucket/key.zip"
    defaults = {name: given["Default"] for name, given in template["Parameters"].items() if "Default" in given}
    native: Template = transform(template, defaults | dict(parameters), _NoManagedPolicies())
    native.pop("Transform", None)
    return native


if __name__ == "__main__":
    json.dump(translate(load()), sys.stdout, indent=1)
