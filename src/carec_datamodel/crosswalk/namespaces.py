"""Which namespace each element of a national document is written in, and by which tags it is found."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from carec_datamodel.crosswalk.descriptor import Descriptor
from carec_datamodel.crosswalk.plan import Node
from carec_datamodel.crosswalk.table import Row
from carec_datamodel.errors import CrosswalkError


def add_namespaces(root: Node, descriptor: Descriptor, fold: Callable[[str], str]) -> None:
    """Say of each element below *root* which namespace it is in.

    That is what its own row says, or the innermost word of *descriptor*, or that of the element around it.

    Raises:
        CrosswalkError: The descriptor names an element that no row has, or a row a prefix that it does not.
    """
    inner = dict(descriptor.inner_namespaces)
    prefixes = dict(descriptor.prefixes)
    unknown = set(inner)
    root.namespace = descriptor.namespaces[0]
    for node in root.below():
        for child in node.order:
            fitting = [path for path in inner if _is_meant(path, child)]
            child.namespace = inner[max(fitting, key=len)] if fitting else node.namespace
            if child.row is not None and child.row.namespace:
                child.namespace = _of_row(child.row, prefixes)
            child.opens = child.namespace != node.namespace
            unknown.difference_update(fitting)
            spaces = frozenset({child.namespace}) if prefixes else descriptor.accepted
            _add_exact_names(node, child, spaces)
    if unknown:
        raise CrosswalkError(f"{descriptor.id}: inner_namespaces: no row for {min(unknown)!r}")
    for name in descriptor.detection.inner_roots:
        if fold(name) not in root.children:
            raise CrosswalkError(f"{descriptor.id}: inner_roots: no row for {name!r}")


def _of_row(row: Row, prefixes: Mapping[str, str]) -> str:
    if row.namespace not in prefixes:
        raise CrosswalkError(
            f"{row.place}: namespace {row.namespace!r}; the descriptor knows {sorted(prefixes)}"
        )
    return prefixes[row.namespace]


def _add_exact_names(node: Node, child: Node, spaces: frozenset[str]) -> None:
    """Let the reader find *child* by the tags that most documents write, without folding them."""
    for name in child.names:
        for space in spaces:
            node.children.setdefault(f"{{{space}}}{name}" if space else name, child)


def _is_meant(path: str, node: Node) -> bool:
    """Return whether *path* is that of *node*, or ends in ``//`` and its name and begins as its path does.

    A star is every element directly below the root.
    """
    if path == "*":
        return "/" not in node.path
    start, slashes, name = path.partition("//")
    if not slashes:
        return path == node.path
    return name == node.name and (not start or node.path.startswith(f"{start}/"))
