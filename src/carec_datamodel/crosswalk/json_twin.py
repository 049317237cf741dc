"""The JSON twin of a format: the same table under an id of its own, unless there is no XML."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from carec_datamodel.crosswalk.descriptor import Descriptor, JsonForm
from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.plan import Plan
from carec_datamodel.errors import CrosswalkError


class JsonTwin(CrosswalkFormat):
    """A format whose documents are JSON; what they hold becomes the tree that their XML would be.

    Attributes:
        form: How the documents are written as JSON.
    """

    def __init__(self, xml: CrosswalkFormat, form: JsonForm) -> None:
        """Take the format that the documents are of as XML; its table serves both."""
        self._xml = xml
        self.form = form
        self.file = xml.file
        self.base = xml.base
        self.descriptor: Descriptor = xml.descriptor
        if not form.calls:
            self.descriptor = replace(
                xml.descriptor,
                id=_id(xml.id),
                title=f"{xml.descriptor.title}, as JSON",
                variant_of=_id(xml.descriptor.variant_of),
            )

    @cached_property
    def plan(self) -> Plan:
        """The compiled table.

        Raises:
            CrosswalkError: The table is wrong, or JSON has no place for what it has.
        """
        plan = replace(self._xml.plan, descriptor=self.descriptor)
        for node in plan.root.below():
            if node.attributes and node.rules:
                raise CrosswalkError(
                    f"{self.id}: {node.path} has a value and attributes; JSON holds one of them"
                )
        return plan


def _id(format_id: str) -> str:
    return f"{format_id}-json" if format_id else ""
