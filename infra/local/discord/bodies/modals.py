"""Modals: forms that an interaction may be answered with."""

from typing import Annotated

from pydantic import Field

from infra.local.discord.bodies.base import Body
from infra.local.discord.bodies.component_rules import modal_component_faults
from infra.local.discord.bodies.components import CustomId, OnModal
from infra.local.discord.errors import check_form


class ModalBody(Body):
    custom_id: CustomId
    title: Annotated[str, Field(min_length=1, max_length=45)]
    components: Annotated[list[OnModal], Field(min_length=1, max_length=5)]

    def check(self, *at: str | int) -> None:
        check_form(modal_component_faults(self.components, (*at, "components")))
