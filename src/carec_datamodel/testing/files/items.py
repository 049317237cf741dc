"""The tests of a file, as pytest sees them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from carec_datamodel.errors import CarecError
from carec_datamodel.testing.files.expected import place_beside, write_expected
from carec_datamodel.testing.files.failure import Place, Unmet
from carec_datamodel.testing.files.settings import Settings

if TYPE_CHECKING:
    from carec_datamodel.testing.files.sample import Sample

SETTINGS = pytest.StashKey[Settings]()
MARKER = "carec"


class SampleFile(pytest.File):
    """A file that the project names."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield its tests. What is in the file is not looked at: each worker has to find the same ones."""
        checks = ["findings"] if place_beside(self.path).exists() else ["schema", "rules"]
        for check in (*checks, "roundtrip"):
            yield self._item(check, check)
        for target in self.config.stash[SETTINGS].convert:
            yield self._item(f"convert[{target}]", "convert", target)

    def _item(self, name: str, check: str, target: str = "") -> SampleTest:
        item: SampleTest = SampleTest.from_parent(self, name=name, check=check, target=target)
        item.add_marker(MARKER)
        return item

    @cached_property
    def sample(self) -> Sample:
        """The file with what is known of it."""
        from carec_datamodel.testing.files.sample import Sample

        return Sample(self.path, self.config.stash[SETTINGS])


class SampleTest(pytest.Item):
    """One test of a file.

    Attributes:
        check: What is tested.
        target: The format to convert to, where that is tested.
        written: The file of expected findings that was written, from the root of the project; empty if none.
    """

    parent: SampleFile

    def __init__(self, *, check: str, target: str, **above: Any) -> None:
        super().__init__(**above)
        self.check = check
        self.target = target
        self.written = ""

    @property
    def judges(self) -> bool:
        """Whether the test looks at the findings of the file."""
        return self.check in {"schema", "rules", "findings"}

    def runtest(self) -> None:
        """Run the test; write down what is expected from now on, if the run is to."""
        from carec_datamodel.testing.files.checks import run_check

        sample = self.parent.sample
        try:
            run_check(sample, self.check, self.target)
        except Unmet:
            if not (self.judges and self.config.option.carec_update_expected):
                raise
            try:
                write_expected(sample.expectations_file, sample.findings)
            except CarecError as error:
                raise Unmet(f"{sample.name}: {error}", [Place(1, error.message)]) from None
            self.written = f"{sample.name}: {len(sample.findings)} in {sample.expectations_file.name}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Return what is wrong as text; a traceback only for faults of this library."""
        if not isinstance(excinfo.value, Unmet):
            return super().repr_failure(excinfo, style)
        unmet = excinfo.value
        shown = pytest.ExceptionInfo.from_exception(
            AssertionError(unmet.in_words(self._shown_path())).with_traceback(unmet.__traceback__)
        ).getrepr(style="value")
        place = shown.reprcrash
        if place is not None and unmet.places:
            place.path, (place.lineno, place.message) = self._shown_path(), unmet.places[0]
        return shown

    def _shown_path(self) -> str:
        """Return the path of the file from where pytest was started, as it shows all others."""
        try:
            return self.path.relative_to(self.config.invocation_params.dir).as_posix()
        except ValueError:
            return str(self.path)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return where the test stands: at the top of the file."""
        # Not the id itself, of which pytest would show the points as colons.
        return self.path, 0, f"{self.parent.nodeid}: {self.name}"

    def told(self) -> str:
        """Return the report on the file as JSON, to travel between processes."""
        outcome = self.parent.sample.outcome
        return json.dumps({"kind": type(outcome).__name__, **asdict(outcome)})
