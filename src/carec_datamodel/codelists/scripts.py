r"""Letters of two scripts that look alike: Cyrillic and Latin.

Who types a code cannot see which of the two stands there; a program compares them and finds
another code. Source: ``look_alikes.tsv``, pairs of letters of Unicode Technical Standard 39.

>>> mixes_scripts("K\u0417T"), mixes_scripts("KZT")
(True, False)
>>> latin_look("\u041e\u041e")
'OO'
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from carec_datamodel.tables import tab_separated

_SCRIPTS = {
    "Cyrillic": re.compile("[\u0400-\u0481\u048a-\u052f]"),
    "Latin": re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]"),
}
_WORD = re.compile(r"\w+")


def latin_look(text: str) -> str:
    """Return *text* with a Latin letter for each Cyrillic one that looks like it.

    Two texts that look alike give one.
    """
    return text if text.isascii() else text.translate(_to("latin"))


def mixes_scripts(text: str) -> bool:
    """Return whether *text* has Cyrillic and Latin letters."""
    return not text.isascii() and all(letters.search(text) for letters in _SCRIPTS.values())


def mixed_words(text: str) -> list[str]:
    """Return the words of *text*, letters and digits without a sign between them, that mix the scripts."""
    return [] if text.isascii() else [word for word in _WORD.findall(text) if mixes_scripts(word)]


def told_letters(text: str) -> str:
    """Return the letters of *text* by their script, for people: ``Cyrillic К, Т and Latin Z``."""
    found = ((script, letters.findall(text)) for script, letters in _SCRIPTS.items())
    return " and ".join(f"{script} {', '.join(letters)}" for script, letters in found if letters)


def in_one_script(text: str) -> dict[str, str]:
    """Return the spellings of *text* in one script that look the same, by that script.

    Empty where a letter of either script looks like none of the other.
    """
    spellings = {"Latin": latin_look(text), "Cyrillic": text.translate(_to("cyrillic"))}
    return {script: spelling for script, spelling in spellings.items() if not mixes_scripts(spelling)}


@cache
def _to(script: str) -> Mapping[int, str]:
    """Return what puts letters that have a look-alike in *script* into it."""
    table = files("carec_datamodel.codelists") / "look_alikes.tsv"
    header, rows = tab_separated(table.read_text(encoding="utf-8"))
    place = header.index(script)
    return {ord(cells[1 - place]): cells[place] for _, cells in rows}
