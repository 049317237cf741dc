"""The compiled form of a table: a tree of nodes that mirrors the national document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from carec_datamodel.crosswalk.descriptor import Descriptor
from carec_datamodel.crosswalk.look_alikes import LookAlikes
from carec_datamodel.crosswalk.paths import HarmonisedStep
from carec_datamodel.crosswalk.table import Row
from carec_datamodel.crosswalk.transforms import Transform
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model.base import Model
from carec_datamodel.model.lexical import XML_SPACE
from carec_datamodel.model.structure import Field


@dataclass(eq=False, repr=False, slots=True)
class Prefix:
    """A place of the message that holds values: the way to a dict. Prefixes form a tree.

    Attributes:
        parent: The place it hangs below; None for the message itself.
        step: How to get here from there.
        level: How many repeating national elements it follows.
        valued: Whether it is an amount, a measure or a quantity.
        model: Class of the structure here, None for a valued leaf.
        class_id: WCO id of the class that the values stand in.
        ids: WCO ids of its elements that depend on the role.
        rank: Order of its entries among those of other places in the same list.
        numbered: Key that holds the position of an entry, where a row says so.
        selectors: For a list without selector: the selectors other rows use on it, whose
            entries are not its own.
        path: Harmonised path, for messages.
    """

    parent: Prefix | None
    step: HarmonisedStep
    level: int
    valued: bool
    repeats: bool
    model: type[Model] | None
    path: str
    leaf: str = ""
    class_id: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    numbered: str = ""
    rank: int = 0
    selectors: list[tuple[str, str]] = field(default_factory=list)
    children: dict[HarmonisedStep, Prefix] = field(default_factory=dict)


@dataclass(eq=False, repr=False, slots=True)
class Rule:
    """One compiled row that carries a value.

    Attributes:
        row: The row.
        transform: Its transform.
        prefix: Place of the dict that takes the value.
        key: Key in that dict.
        field: Element of the model, None for an attribute of a valued leaf.
        listed: Whether the key holds a list of texts.
        follows: Whether each text of that list follows an occurrence of a repeating national element.
        plain: Whether it needs no more than reading and storing.
        pieces: The rows that share its target, itself included, where the national value is a piece of it.
        rank: Position among the rows.
        group: Name of these pieces, where others hold all of the value in their stead.
        look_alikes: Finds the code that a text looks like, where the row has a code table.
    """

    row: Row
    transform: Transform
    prefix: Prefix
    key: str
    field: Field
    listed: bool
    follows: bool = False
    plain: bool = False
    pieces: tuple[Rule, ...] = ()
    rank: int = 0
    group: str = ""
    look_alikes: LookAlikes | None = None

    @property
    def enters(self) -> bool:
        """Whether every text that the national value lists goes into an entry of its own."""
        return self.transform.parted is not None and not self.listed

    @property
    def harmonised(self) -> str:
        """Path of the target from the message on, as the row selects it."""
        message, _, _ = self.prefix.path.partition("/")
        return f"{message}/{self.row.harmonised}"

    @property
    def wco(self) -> str:
        """WCO class and element id of the target, in its role."""
        return f"{self.prefix.class_id}.{self.prefix.ids.get(self.field.name, self.field.element.id)}"

    def read(self, text: str) -> str | list[str] | None:
        """Return what the rule makes of the national *text*: a text, or a list of texts, or None.

        Raises:
            LexicalError: The text is wrong.
        """
        return self._read(text, self.transform.read)

    def read_look(self, text: str) -> tuple[str | list[str] | None, tuple[tuple[str, str], ...]]:
        """Return what the rule makes of a *text* that it does not take as it is written, but by its look.

        None where that gives nothing either. Then what is written so, each with the code that it is read as.
        """
        looks = self.look_alikes
        if looks is None:
            return None, ()
        told: dict[str, str] = {}

        def read(piece: str) -> str | None:
            code = looks.code_for(piece)
            if code is not None:
                told[piece] = code
            return looks.read(piece)

        return self._read(text, read), tuple(told.items())

    def read_anyhow(self, text: str) -> str | list[str] | None:
        """Return what the rule makes of *text* as it is written, else by its look.

        Raises:
            LexicalError: The text is wrong.
        """
        value = self.read(text)
        return self.read_look(text)[0] if value is None else value

    def _read(self, text: str, read: Callable[[str], str | None]) -> str | list[str] | None:
        transform = self.transform
        if transform.slice is not None:
            text = text[slice(*transform.slice)]
            return read(text) if text else None
        if transform.lines is not None or transform.line is not None:
            lines = [line.strip(XML_SPACE) for line in text.split("\n") if line.strip(XML_SPACE)]
            if transform.line is not None:
                return read(lines[transform.line]) if len(lines) > transform.line else None
            return lines[transform.lines :] or None
        if transform.parted is not None:
            return _read_list(text, transform.parted[0], read)
        return read(text)


def _read_list(text: str, separator: str, read: Callable[[str], str | None]) -> list[str] | None:
    """Return what *read* makes of the texts that *text* lists; None where it takes one of them not."""
    parts = [part for piece in text.split(separator) if (part := piece.strip(XML_SPACE))]
    values = [value for value in map(read, parts) if value is not None]
    return values if values and len(values) == len(parts) else None


@dataclass(eq=False, repr=False, slots=True)
class Node:
    """One national element.

    Attributes:
        names: Spellings; the first is written.
        row: Its row; None for an element that only the paths of other rows mention.
        repeats: Whether it may occur more than once.
        least, most: Bounds of its occurrence.
        level: How many repeating elements lead here, itself included.
        second: The second element of the same name below the same parent, if that is another one.
        children: Elements inside, by every spelling.
        namespace: Namespace that it is written in.
        opens: Whether that is another than the one of the element around it.
        order: Elements inside, in the order they are written.
        attributes: Attributes, by name.
        rules: Rows that carry its value.
        simple: The only rule, where it is plain and no copy.
        plain: Whether it has several rules and all are plain: alternatives and copies.
        ordinal: Whether it counts the repeating elements it stands in, where it holds no other number.
        constant: What it always is, where the model does not hold it.
        lists: Places whose entries the repeating element follows.
        texts: Rules whose lists of texts the repeating element follows.
        numbered: Those of them whose entries hold their own position.
        places: For an element with others inside: where all that may stand in it comes from. None where some
            of it does not come from the message.
    """

    names: tuple[str, ...]
    path: str
    level: int = 0
    row: Row | None = None
    repeats: bool = False
    least: int = 0
    most: int = 1
    namespace: str = ""
    opens: bool = False
    second: Node | None = None
    children: dict[str, Node] = field(default_factory=dict)
    order: list[Node] = field(default_factory=list)
    attributes: dict[str, Node] = field(default_factory=dict)
    rules: list[Rule] = field(default_factory=list)
    simple: Rule | None = None
    plain: bool = False
    ordinal: bool = False
    constant: str = ""
    lists: list[Prefix] = field(default_factory=list)
    texts: list[Rule] = field(default_factory=list)
    numbered: list[Prefix] = field(default_factory=list)
    places: tuple[Prefix, ...] | None = None

    @property
    def is_bare(self) -> bool:
        """Whether it is a value of the message and no more: nothing inside, no attributes, nothing fixed."""
        return not (self.order or self.attributes or self.ordinal or self.constant)

    @property
    def name(self) -> str:
        """The spelling that is written."""
        return self.names[0]

    def read_first(self, text: str) -> str:
        """Return what the first rule that takes *text* makes of it; *text* itself where none does."""
        for rule in self.rules:
            if not rule.transform.same:
                value = rule.transform.read(text)
                if value is None and rule.look_alikes is not None:
                    value = rule.look_alikes.read(text)
                if value is not None:
                    return value
        return text

    def below(self) -> Iterator[Node]:
        """Yield the node and every node inside."""
        yield self
        for node in (*self.attributes.values(), *self.order):
            yield from node.below()


def nth(node: Node | None, index: int) -> Node | None:
    """Return what the table says of the element at *index*, from 0, among those of the name of *node*."""
    return node.second if node is not None and node.second is not None and index >= node.most else node


@dataclass(frozen=True, repr=False, slots=True)
class Plan:
    """A compiled table.

    Attributes:
        root: Node of the root element.
        message: Class of the harmonised message.
        rows: The rows, fragments expanded.
        fold: How a national name is compared.
    """

    root: Node
    message: type[Model]
    rows: tuple[Row, ...]
    descriptor: Descriptor
    fold: Callable[[str], str]

    @property
    def leaves_out(self) -> bool:
        """Whether the format leaves out every element that has no value."""
        return ("*", "omit") in self.descriptor.absent

    def top(self, name: str) -> Node:
        """Return the node of the element called *name* that a document begins with."""
        if self.fold(name) in map(self.fold, self.descriptor.detection.inner_roots):
            return self.root.children[self.fold(name)]
        return self.root

    def find(self, path: str) -> Node:
        """Return the node at the canonical national *path*, without ``[]``.

        Raises:
            CrosswalkError: No row has that path.
        """
        node = self.root
        for step in filter(None, path.split("/")):
            source = node.attributes if step.startswith("@") else node.children
            found = source.get(self.fold(step.removeprefix("@").removesuffix("[]")))
            if found is None:
                raise CrosswalkError(f"{self.descriptor.id}: no row for {path!r}")
            node = found
        return node
