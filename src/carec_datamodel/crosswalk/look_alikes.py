"""National codes in which a letter of another script stands for the one that looks like it."""

from __future__ import annotations

from dataclasses import dataclass, field

from carec_datamodel.codelists.scripts import latin_look
from carec_datamodel.crosswalk.codes import CodeTable


@dataclass(eq=False, slots=True)
class LookAlikes:
    """Finds the code of a table that a text looks like without being it.

    Attributes:
        table: The table.
        others: Tables of the other rows that could take the text as it is written.
    """

    table: CodeTable
    others: tuple[CodeTable, ...] = ()
    _by_look: dict[str, str] | None = field(default=None, init=False, repr=False)

    def code_for(self, text: str) -> str | None:
        """Return the one national code that *text* looks like; None where it is one itself."""
        if text in self.table.inward or any(text in other.inward for other in self.others):
            return None
        if self._by_look is None:
            self._by_look = _by_look(self.table)
        return self._by_look.get(latin_look(text))

    def read(self, text: str) -> str | None:
        """Return the harmonised code of *text*, or of the code that it looks like."""
        return self.table.inward.get(self.code_for(text) or text)


def _by_look(table: CodeTable) -> dict[str, str]:
    """Return the national codes of *table* by their look; codes that look alike themselves are left out."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for code in table.inward:
        look = latin_look(code)
        if found.setdefault(look, code) != code:
            twice.add(look)
    return {look: code for look, code in found.items() if look not in twice}
