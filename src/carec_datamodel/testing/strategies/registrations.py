"""Numbers of traders, persons and the rest, as the table of registrations knows them."""

from __future__ import annotations

from hypothesis import strategies as st

from carec_datamodel.codelists.identifiers.check_digit_rules import CHECK_RULES
from carec_datamodel.codelists.identifiers.national_identifier import NationalIdentifier
from carec_datamodel.codelists.identifiers.registrations import national_identifiers


def registrations(country: str, kind: str = "") -> st.SearchStrategy[str]:
    """Draw numbers of a country as text, with their form and their right check digit.

    Args:
        country: ISO 3166 alpha-2 code, or CIS, EAEU, EU, INT or TIR.
        kind: One of trader, person, vehicle, equipment, place, goods, document; any if empty.

    Raises:
        KeyError: No such number of the country is known.
    """
    numbers = national_identifiers(country, kind) if country else ()
    if not numbers:
        raise KeyError(f"{country} {kind}".strip())
    return st.one_of(*map(_values, numbers))


def _values(number: NationalIdentifier) -> st.SearchStrategy[str]:
    drawn = st.from_regex(number.pattern, fullmatch=True).map(number.canonical)
    if number.check_digit:
        drawn = drawn.map(CHECK_RULES[number.check_digit].corrected)
    return drawn.filter(lambda value: not number.check(value))
