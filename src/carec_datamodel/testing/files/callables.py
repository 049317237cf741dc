"""What the fixtures give: functions that do as the settings of the project say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from carec_datamodel.testing.files.settings import Settings

if TYPE_CHECKING:
    from carec_datamodel.api import FormatName, Source
    from carec_datamodel.conversion import Conversion
    from carec_datamodel.model.base import Message
    from carec_datamodel.validation.report import Report


class Validator:
    """Validates documents and messages as the settings of a project say."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, source: Source | Message, **options: Any) -> Report:
        """Return the report on *source*.

        Args:
            source: A path, an open binary file, bytes, or a message, which is checked as the XML it becomes.
            options: As for `validate`, instead of what the settings say.

        Raises:
            CarecError: As `validate`.
        """
        from carec_datamodel.api import dumps, validate
        from carec_datamodel.model.base import Message

        document = dumps(source) if isinstance(source, Message) else source
        return validate(document, **{**self._settings.judged(), **options})


class Converter:
    """Converts documents and holds the output against the settings of a project."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def __call__(self, source: Source, *, to: FormatName = "carec-xml", **options: Any) -> Conversion:
        """Return the conversion of *source*.

        Args:
            source: A path, an open binary file, or bytes.
            to: The format to write.
            options: As for `convert`.

        Raises:
            AssertionError: The output is not valid as the settings say; shows the report.
            CarecError: As `convert`.
        """
        from carec_datamodel.api import convert
        from carec_datamodel.testing.assertions import assert_valid

        __tracebackhide__ = True
        conversion = convert(source, to=to, **options)
        assert_valid(
            conversion.output,
            format=conversion.target_format,
            fail_on=self._settings.fail_on,
            **self._settings.judged(),
        )
        return conversion
