"""Taking texts: the rows of an element turn what it says into values of the message."""

from __future__ import annotations

from lxml import etree

from carec_datamodel.crosswalk.assembly import Assembly, Frame
from carec_datamodel.crosswalk.elements import text_at
from carec_datamodel.crosswalk.lookup import Lookup
from carec_datamodel.crosswalk.notes import note_look_alike, note_not_taken, note_wrong
from carec_datamodel.crosswalk.plan import Node, Rule
from carec_datamodel.crosswalk.trace import Origin, Trace
from carec_datamodel.crosswalk.transform_arguments import Condition
from carec_datamodel.crosswalk.transform_dates import loses_zone
from carec_datamodel.errors import LexicalError


class Taker:
    """Stores the values of one document as its rows say.

    Attributes:
        unusual: Whether anything was met that a finding should tell.
    """

    def __init__(self, assembly: Assembly, frames: list[Frame], lookup: Lookup, trace: Trace | None) -> None:
        """Take where values are stored: *frames* grow and shrink with the reading."""
        self.trace = trace
        self.unusual = False
        self._assembly = assembly
        self._frames = frames
        self._lookup = lookup

    def take_simple(self, child: etree._Element, rule: Rule, text: str) -> None:
        """The quick way of the many elements with one row that needs no more than reading and storing."""
        try:
            value = rule.transform.read(text)
        except LexicalError:
            value = None
        if value is None:
            self.unusual = True
        else:
            self._put(child, rule, value)

    def take_plain(self, child: etree._Element, rules: list[Rule], text: str) -> None:
        """The quick way of alternatives and copies that need no more than reading and storing."""
        done = False
        copied: set[tuple[int, str]] = set()
        for rule in rules:
            transform = rule.transform
            if (id(rule.prefix), rule.key) in copied if transform.also else done:
                continue
            try:
                value = transform.read(text)
            except LexicalError:
                done = False
                break
            if value is not None:
                done = True
                if transform.also:
                    copied.add((id(rule.prefix), rule.key))
                self._put(child, rule, value)
            elif rule.look_alikes is not None and rule.look_alikes.read(text) is not None:
                done = False
                break  # the slower reading tells of it
        if not done:
            self.unusual = True

    def _put(self, child: etree._Element, rule: Rule, value: str) -> None:
        """Store the value of a plain rule."""
        prefix = rule.prefix
        target = self._frames[prefix.level].get(prefix)
        if target is None:
            target = self._assembly.place(prefix, self._frames, child)
        if rule.key in target:
            self.unusual = True
        target[rule.key] = value
        if rule.transform.unit:
            target["unitCode"] = rule.transform.unit
        if rule.transform.money:
            target["currencyID"] = rule.transform.money

    def take(self, element: etree._Element, node: Node, text: str, attribute: str | None = None) -> None:
        """Let the rules of *node* take *text*: the first alternative that accepts it, and all its pieces."""
        frames = self._frames
        origin = (element, attribute)
        if self.trace is not None and origin in self.trace.skip:
            return
        done, expected = False, None
        copied: set[tuple[int, str]] = set()
        for rule in node.rules:
            transform = rule.transform
            if (id(rule.prefix), rule.key) in copied if transform.also else done and not transform.splits:
                continue
            if transform.condition and not self._meets(transform.condition, origin):
                continue
            if transform.constant is not None:
                done = text == transform.constant
                expected = transform.constant
                continue
            if transform.forms is not None:
                done = text in transform.forms
                expected = " or ".join(transform.forms)
                continue
            try:
                value = rule.read(text)
            except LexicalError as error:
                self._refuse(rule, origin, text, str(error))
                return
            if value is None:
                value = self._by_look(rule, origin, text)
            if value is None:
                continue
            done = True
            if transform.also:
                copied.add((id(rule.prefix), rule.key))
            self._keep(rule, frames, value, origin)
        if not done and text != node.constant:
            self.unusual = True
            if self.trace is not None:
                note_not_taken(self.trace, node.rules[0], origin, text, expected)

    def _by_look(self, rule: Rule, origin: Origin, text: str) -> str | list[str] | None:
        """Return what *rule* makes of *text* by the look of its letters, and note that."""
        value, told = rule.read_look(text)
        if value is None:
            return None
        self.unusual = True
        if self.trace is not None:
            for written, code in told:
                note_look_alike(self.trace, rule, origin, written, code)
        return value

    def _meets(self, condition: Condition, origin: Origin) -> bool:
        """Return whether *condition* holds for the value at *origin*."""
        if not condition.near:
            return self._lookup.meets(condition)
        return self._lookup.meets_near(condition, origin[0])

    def _keep(self, rule: Rule, frames: list[Frame], value: str | list[str], origin: Origin) -> None:
        transform = rule.transform
        if self.trace is not None:
            if not (transform.also and transform.same):
                self.trace.take(origin, rule)
            if transform.swappable is not None and transform.swappable(text_at(origin)):
                self.trace.swappable.append((origin[0], rule))
            if "date" in transform.names and loses_zone(text_at(origin), str(value)):
                self.trace.zoned.append((origin[0], rule))
        if transform.same:
            self._assembly.add_repeat(rule, list(frames), value, origin)
        elif transform.joins:
            self._assembly.add_piece(rule, frames, str(value), origin)
        elif rule.enters:
            for text in value:
                frames.append({})
                self._assembly.store(rule, frames, text, origin)
                frames.pop()
        else:
            currency = self._lookup.currency(transform.currency) if transform.currency else ""
            self._assembly.store(rule, frames, value, origin, currency)

    def _refuse(self, rule: Rule, origin: Origin, text: str, message: str) -> None:
        self.unusual = True
        if self.trace is not None:
            note_wrong(self.trace, rule, origin, text, message)
