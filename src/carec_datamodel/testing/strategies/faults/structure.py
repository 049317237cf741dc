"""Faults of structure: what is there and should not be, what is not there, what stands elsewhere."""

from __future__ import annotations

import copy

from hypothesis import strategies as st
from lxml import etree

from carec_datamodel.model.structure import VALUED_ATTRIBUTES, fields_of
from carec_datamodel.testing.strategies.faults.base import At, Fault
from carec_datamodel.testing.strategies.lexical import leaves
from carec_datamodel.testing.strategies.sketch import Spot
from carec_datamodel.wire.plan import NAMESPACE

_OTHER_NAMESPACES = (f"{NAMESPACE}0", "urn:wco:datamodel:WCO:DEC-DMS:2")
_ATTRIBUTES = ("id", "unitCode", "currencyID", "currency", "{urn:example:other}unitCode")
_REMARKS = leaves("Text", "an..35")


def add_unknown(at: At) -> Fault:
    """Add an element that the class does not have: of another name, or of other letter case."""
    names = _names(at.spot)
    strange = {"Remark", "Reserve_1", *map(str.lower, names), *map(str.upper, names)}
    name = at.draw(st.sampled_from(sorted(strange.difference(names))))
    text = at.draw(st.none() | _REMARKS)
    loc = (*at.spot.loc, name)
    at.sketch.put(loc, {} if text is None else text)
    return Fault(f"{at.spot.path}/{name}", text, _inserted(at, f"{{{NAMESPACE}}}{name}", text), loc)


def add_foreign(at: At) -> Fault:
    """Add an element of the class in another namespace."""
    name = at.draw(st.sampled_from(_names(at.spot)))
    text = at.draw(st.none() | _REMARKS)
    tag = etree.QName(at.draw(st.sampled_from(_OTHER_NAMESPACES)), name).text
    return Fault(f"{at.spot.path}/{name}", text, _inserted(at, tag, text), None)


def _names(spot: Spot) -> list[str]:
    return [item.name for item in fields_of(spot.target)] if spot.target else []


def _inserted(at: At, tag: str, text: str | None) -> etree._Element:
    element = etree.Element(tag)
    element.text = text
    element.tail = "\n"
    at.spot.element.insert(at.draw(st.integers(0, len(at.spot.element))), element)
    return element


def leave_out(at: At) -> Fault:
    """Leave out a required element."""
    holder = _holder(at.spot)
    holder.remove(at.spot.element)
    *above, last = at.spot.loc
    del at.sketch.json_at(tuple(above))[last]
    return Fault(at.spot.path, None, holder, tuple(above))


def _holder(spot: Spot) -> etree._Element:
    holder = spot.element.getparent()
    if holder is None:  # pragma: no cover - kinds that ask for it do not fit the root
        raise ValueError("nothing is above the root")
    return holder


def repeat(at: At) -> Fault:
    """Repeat an element that may not."""
    twin = copy.deepcopy(at.spot.element)
    at.spot.element.addnext(twin)
    return Fault(at.spot.path, None, twin, None)


def later_siblings(spot: Spot) -> list[etree._Element]:
    """Return the elements that must come behind *spot* in its parent."""
    return [other for other in spot.element.itersiblings("*") if other.tag != spot.element.tag]


def put_behind(at: At) -> Fault:
    """Move an element behind one that it must precede."""
    element = at.spot.element
    twins = sum(1 for child in _holder(at.spot) if child.tag == element.tag)
    at.draw(st.sampled_from(later_siblings(at.spot))).addnext(element)
    path, bracket, _ = at.spot.path.rpartition("[") if at.spot.path.endswith("]") else (at.spot.path, "", "")
    return Fault(f"{path}[{twins}]" if bracket else path, None, element, None)


def add_attribute(at: At) -> Fault:
    """Add an attribute that the element does not have."""
    leaf = at.spot.item.leaf if at.spot.item else ""
    known = {part.name for part in VALUED_ATTRIBUTES.get(leaf, ())}
    name = at.draw(st.sampled_from([name for name in _ATTRIBUTES if name not in known]))
    text = at.draw(st.just("") | _REMARKS)
    at.spot.element.set(name, text)
    return Fault(at.spot.path, text, at.spot.element, None)


def add_text(at: At) -> Fault:
    """Write a text between elements."""
    text = at.draw(_REMARKS)
    near = at.draw(st.sampled_from([at.spot.element, *at.spot.element]))
    if near is at.spot.element:
        near.text = text
    else:
        near.tail = text
    return Fault(at.spot.path, text, near, None)


def nest(at: At) -> Fault:
    """Put an element or a comment into a value."""
    name = at.draw(st.sampled_from((f"{{{NAMESPACE}}}Value", "b", "")))
    inner = etree.Element(name) if name else etree.Comment(" checked ")
    inner.tail = at.draw(st.none() | _REMARKS)
    at.spot.element.append(inner)
    return Fault(at.spot.path, None, at.spot.element, None)
