"""Code lists together with a user's own: offices of a country, a national tariff, codes that are missing.

What judges a message is given a `CodeLists`, and asks it for a list by name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from carec_datamodel.codelists.code_lists import code_list, from_file, list_names
from carec_datamodel.codelists.codes import Cells, CodeList
from carec_datamodel.codelists.list_file import NOTES, REMARKS, ListFile, checked
from carec_datamodel.errors import CodeListError

_SUFFIXES = {".tsv", ".csv"}


class CodeLists(Mapping[str, CodeList]):
    """Code lists by name: those of the library, and a user's own before them. Immutable.

    >>> "UZ" in CodeLists()["countries"]
    True
    """

    __slots__ = ("_own",)

    def __init__(self) -> None:
        self._own: dict[str, CodeList] = {}

    @classmethod
    def load(cls, paths: Iterable[str | Path]) -> CodeLists:
        """Return the lists of the library with those of the files *paths*, one after the other.

        Of a folder, all files are taken that end in ``.tsv`` or ``.csv``, by name.

        Raises:
            CodeListError: A file cannot be read or something is wrong in it, or a folder has no list.
        """
        lists = cls()
        for path in map(Path, paths):
            for file in _files(path):
                lists = lists.with_file(file)
        return lists

    def with_file(
        self, path: str | Path, name: str | None = None, *, extend: bool | None = None
    ) -> CodeLists:
        """Return these lists with the one of the file *path*.

        The list takes the place of one of the same name, unless the file extends it: then its codes
        are put into that list, and what it says of a code that is there already counts. A file
        that extends ``hs2022`` under another name is a list of its own that has those codes too.

        Args:
            path: The file, with tabs (``.tsv``) or commas or semicolons (``.csv``) between the cells.
            name: Name of the list; the file's name without its ending unless given.
            extend: Whether it extends the list of its name. Unless given, a remark of the file says
                so: ``# extends`` for the list of its own name, ``# extends hs2022`` for another.

        Raises:
            CodeListError: The file cannot be read, something is wrong in it, or the list that it
                extends is not there.
        """
        path = Path(path)
        name = name or path.stem
        file = checked(path)
        base = (file.extends or name) if extend or (extend is None and file.extends is not None) else None
        if base is not None and base not in self:
            raise CodeListError(f"extends {base!r}; expected one of {', '.join(self)}", path=str(path))
        listed = from_file(name, file) if base is None else _extended(self[base], name, file)
        for remark, column in (("other spelling", listed.spelling), ("counterpart", listed.counterpart)):
            if column and column not in listed.codes.columns:
                raise CodeListError(
                    f"the remark says '{remark}: {column}'; expected one of the columns"
                    f" {', '.join(listed.codes.columns)}",
                    path=str(path),
                )
        return self.with_list(listed)

    def with_list(self, listed: CodeList) -> CodeLists:
        """Return these lists with *listed* in the place of the one of its name."""
        lists = CodeLists()
        lists._own = {**self._own, listed.name: listed}
        return lists

    def __getitem__(self, name: str) -> CodeList:
        return self._own[name] if name in self._own else code_list(name)

    def __contains__(self, name: object) -> bool:
        return name in self._own or name in list_names()

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*list_names(), *self._own)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    __eq__ = object.__eq__
    __hash__ = object.__hash__


def _files(path: Path) -> list[Path]:
    try:
        if not path.is_dir():
            return [path]
        files = sorted(file for file in path.iterdir() if file.suffix.lower() in _SUFFIXES)
    except OSError as error:
        raise CodeListError(f"cannot be read: {error.strerror}", path=str(path)) from None
    if not files:
        raise CodeListError("the folder has no code list; expected files .tsv or .csv", path=str(path))
    return files


def _extended(base: CodeList, name: str, file: ListFile) -> CodeList:
    """Return *base* with the codes of *file*; columns that the file lacks stay as they are in the base."""
    columns = list(dict.fromkeys((*base.codes.columns, *file.columns)))
    rows: dict[str, Cells] = dict(base.codes.rows)
    for code, cells in file.rows.items():
        known = dict(zip(base.codes.columns, rows.get(code, ()), strict=False))
        said = dict(zip(file.columns, [*cells, *[""] * (len(file.columns) - len(cells))], strict=True))
        merged = {**known, **said}
        rows[code] = [merged.get(column, "") for column in columns]
    about = dict(
        zip(
            (*REMARKS, NOTES),
            (
                base.title,
                base.source,
                base.edition,
                base.licence,
                base.spelling,
                base.counterpart,
                base.notes,
            ),
            strict=True,
        )
    )
    return from_file(name, ListFile({**about, **file.about}, None, columns, rows))
