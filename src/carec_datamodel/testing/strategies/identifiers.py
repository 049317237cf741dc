"""Identifiers by their classes: container number, tariff code, reference, carnet, seal."""

from __future__ import annotations

from string import ascii_uppercase, digits

from hypothesis import strategies as st

from carec_datamodel.codelists.code_lists import code_list
from carec_datamodel.codelists.identifiers.base import TypedIdentifier
from carec_datamodel.codelists.identifiers.container_number import ContainerNumber
from carec_datamodel.codelists.identifiers.hs_code import HsCode
from carec_datamodel.codelists.identifiers.mrn import MovementReferenceNumber
from carec_datamodel.codelists.identifiers.seal_number import SealNumber
from carec_datamodel.codelists.identifiers.tir_carnet import TirCarnetNumber
from carec_datamodel.codelists.identifiers.ucr import UniqueConsignmentReference

_Identifiers = dict[str, st.SearchStrategy[TypedIdentifier]]


def identifiers(name: str, *, sound: bool = True) -> st.SearchStrategy[TypedIdentifier]:
    """Draw identifiers of the class called *name*, for example ``identifiers("ContainerNumber")``.

    Args:
        name: One of `carec_datamodel.codelists.identifiers.IDENTIFIERS`.
        sound: Whether only such as have no problem, not even a weak one.

    Raises:
        KeyError: There is no such class.
    """
    return _SOUND[name] if sound or name not in _DOUBTFUL else _SOUND[name] | _DOUBTFUL[name]


def _of(signs: str, length: int, longest: int | None = None) -> st.SearchStrategy[str]:
    return st.text(signs, min_size=length, max_size=longest or length)


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


_COUNTRIES = st.sampled_from(code_list("countries").in_use)
_YEARS = st.integers(2000, 2099)
_SIGNS = ascii_uppercase + digits
_CHAPTERS = st.sampled_from([f"{number:02}" for number in (*range(1, 77), *range(78, 100))])
_SUBHEADINGS = st.deferred(
    lambda: st.sampled_from([code for code in code_list("hs2022").codes if len(code) == 6])  # noqa: PLR2004
)
_SERIES = st.sampled_from(ascii_uppercase).map("X{}".format)
_MARKS = (_of("Пломба-/ ", 0, 69) | _of("SealKZ-/ ", 0, 69)).map(str.strip)

_SOUND: _Identifiers = {
    "ContainerNumber": st.builds(
        ContainerNumber.create,
        owner_code=_of(ascii_uppercase, 3),
        serial=_of(digits, 6),
        category=st.sampled_from("UJZ"),
    ),
    "HsCode": st.builds(
        HsCode,
        st.sampled_from((0, 2, 4, 10, 12)).flatmap(lambda length: _joined(_SUBHEADINGS, _of(digits, length)))
        | _SUBHEADINGS.map(lambda code: code[:4])
        | _CHAPTERS,
    ),
    "MovementReferenceNumber": st.builds(
        MovementReferenceNumber.create,
        year=_YEARS,
        country=_COUNTRIES,
        reference=_joined(_of(_SIGNS, 12), st.sampled_from("JKLM")),
    ),
    "SealNumber": st.builds(SealNumber, _joined(_MARKS, st.sampled_from(digits))),
    "TirCarnetNumber": st.builds(
        TirCarnetNumber.create,
        series=_SERIES,
        number=st.integers(25_000_000, 999_999_999).map(str),
    )
    | st.builds(TirCarnetNumber.create, number=st.integers(1, 25_000_000).map(str)),
    "UniqueConsignmentReference": st.builds(
        UniqueConsignmentReference.create,
        year=_YEARS,
        country=_COUNTRIES,
        national_part=_of(f"{_SIGNS}-/()", 1, 32),
    ),
}
_DOUBTFUL: _Identifiers = {
    "HsCode": st.builds(HsCode, _joined(_CHAPTERS, st.just("00"), _of(digits, 2))),
    "MovementReferenceNumber": st.builds(
        MovementReferenceNumber,
        _joined(_of(digits, 2), _of(ascii_uppercase, 2), _of(_SIGNS, 13), _of(digits, 1)),
    ),
    "SealNumber": st.builds(
        SealNumber, _joined(_of(digits, 1, 30), st.sampled_from((",", "; ")), _of(digits, 1))
    ),
    "TirCarnetNumber": st.builds(
        TirCarnetNumber.create,
        series=_of(ascii_uppercase, 2),
        number=st.integers(0, 999_999_999).map("{:08}".format),
    ),
    "UniqueConsignmentReference": st.builds(
        UniqueConsignmentReference.create,
        year=_YEARS,
        country=_of(ascii_uppercase, 2),
        national_part=_of("Ж№絲-", 1, 32),
    ),
}
"""Identifiers that may have weak problems."""
