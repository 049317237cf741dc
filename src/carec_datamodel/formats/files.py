"""Files, read and written: faults become errors of this library, and what is written is written whole."""

from __future__ import annotations

import errno
import io
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from carec_datamodel.errors import CarecError

_PIECE = 1024 * 1024
_OPEN_AS_TEXT = "the file is open as text; open it as binary"

Place = str | os.PathLike[str]
"""A path."""


class _Input:
    """A file open for reading, whose faults are errors of this library.

    Attributes:
        name: Its path, empty where it has none.
    """

    def __init__(self, stream: BinaryIO, name: str) -> None:
        self._stream = stream
        self.name = name

    def read(self, size: int = -1) -> bytes:
        """Return at most *size* bytes.

        Raises:
            CarecError: The file cannot be read, or is open as text.
        """
        try:
            part: object = self._stream.read(size)
        except OSError as error:
            raise CarecError(f"cannot be read: {_reason(error)}", path=self.name or None) from None
        if not isinstance(part, bytes):
            raise CarecError(_OPEN_AS_TEXT, path=self.name or None)
        return part

    def seekable(self) -> bool:
        """Return whether what was read can be read again."""
        ask = getattr(self._stream, "seekable", None)
        return ask is not None and bool(ask())

    def tell(self) -> int:
        """Return how far it has been read, in bytes."""
        return self._stream.tell()

    def seek(self, offset: int, /) -> int:
        """Go on reading at *offset*, in bytes from the beginning."""
        return self._stream.seek(offset)


@contextmanager
def opened(source: Place | BinaryIO) -> Iterator[BinaryIO]:
    """Give *source* open for reading, with its path as ``name``; close it at the end if it was a path.

    Of what is given, ``name``, ``read``, ``seekable``, ``tell`` and ``seek`` may be used.

    Raises:
        CarecError: It cannot be opened, or, from then on, read.
    """
    if not isinstance(source, (str, os.PathLike)):
        name: object = getattr(source, "name", "")  # a number where the file was opened by one
        yield cast("BinaryIO", _Input(source, name if isinstance(name, str) else ""))
        return
    path = os.fspath(source) or "."
    try:
        stream = Path(path).open("rb")  # noqa: SIM115 - closed by `with` below
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise CarecError(f"cannot be read: {_reason(error)}", path=path) from None
    with stream:
        yield cast("BinaryIO", _Input(stream, path))


def is_folder(place: Place) -> bool:
    """Return whether *place* is a folder; what cannot be looked at, or has a name too long, is none."""
    try:
        return Path(place).is_dir()
    except OSError:
        return False


def read_upto(stream: BinaryIO, most: int) -> bytes:
    """Return what *stream* holds, or its first *most* bytes; a read that stops short is taken up again."""
    parts = []
    left = most
    while left > 0 and (part := stream.read(min(left, _PIECE))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def write_open(target: BinaryIO, data: bytes) -> None:
    """Write *data* to the open file *target*.

    Raises:
        CarecError: The file cannot be written, takes only a part, or is open as text.
    """
    try:
        written: object = target.write(data)
    except OSError as error:
        raise CarecError(f"cannot be written: {_reason(error)}") from None
    except TypeError:
        raise CarecError(_OPEN_AS_TEXT) from None
    if isinstance(written, int) and written < len(data):  # a file without a buffer may stop short
        raise CarecError(f"cannot be written: only {written} of {len(data)} bytes were taken")


def write_file(path: Place, data: bytes) -> None:
    """Write *data* to *path*, as `write_pieces` does.

    Raises:
        CarecError: The file cannot be written; whatever stood there is untouched.
    """
    write_pieces(path, [data])


def write_pieces(path: Place, pieces: Iterable[bytes]) -> None:
    """Write *pieces*, one behind the other, to *path*: to a temporary file beside it first, then renamed.

    A link stays a link, and a file that stood there hands its permissions to the new one.
    A device or a pipe, which cannot be replaced, is written to.

    Raises:
        CarecError: The file cannot be written; whatever stood there is untouched.
    """
    try:
        place = Path(os.path.realpath(path))
        if not place.exists():
            _replace(place, pieces, None)
        elif not place.is_file():
            with place.open("wb") as stream:
                stream.writelines(pieces)
        elif os.access(place, os.W_OK):
            _replace(place, pieces, place.stat().st_mode & 0o7777)
        else:
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        raise CarecError(f"cannot be written: {_reason(error)}", path=str(path)) from None


def _replace(place: Path, pieces: Iterable[bytes], mode: int | None) -> None:
    # A name of its own length: the name of the file with something added could be too long.
    temporary = place.with_name(f".{os.urandom(8).hex()}.part")
    stream = temporary.open("xb")
    try:
        with stream:
            if mode is not None:
                temporary.chmod(mode)
            stream.writelines(pieces)
        temporary.replace(place)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _reason(error: Exception) -> str:
    if isinstance(error, io.UnsupportedOperation):
        return "the file is not open for that"
    return getattr(error, "strerror", None) or str(error)
