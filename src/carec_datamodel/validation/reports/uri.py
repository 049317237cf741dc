"""Names of documents as URI references."""

from __future__ import annotations

import os
import re
from urllib.parse import quote

_DRIVE = re.compile(r"[A-Za-z]:/")


def document_uri(name: str) -> str:
    """Return the URI reference of the file *name*: relative where the name is.

    >>> document_uri("in/Мука 1.xml")
    'in/%D0%9C%D1%83%D0%BA%D0%B0%201.xml'
    """
    path = name.replace(os.sep, "/")
    if _DRIVE.match(path):
        return f"file:///{path[:2]}{_quoted(path[2:])}"
    return f"file://{_quoted(path)}" if path.startswith("/") else _quoted(path)


def _quoted(path: str) -> str:
    try:
        octets = path.encode("utf-8", "surrogateescape")  # a name that is no text keeps its bytes
    except UnicodeEncodeError:
        octets = path.encode("utf-8", "backslashreplace")
    return quote(octets)
