"""Measure this library against its peers and its budgets: ``python -m benchmarks --help``."""

from __future__ import annotations

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from lxml import etree

import carec_datamodel as cdm
from benchmarks import manifests, peers, samples
from benchmarks.measure import Call, Subject, Timing, measure, run_apart, start_up
from carec_datamodel.model.plain import to_plain
from carec_datamodel.model.structure import count_leaves
from carec_datamodel.wire import safety, xml

READ = "XML -> message"
JUDGED_FROM = 100
"""Items from which budgets are judged: below that, what a call costs at all outweighs the document."""

_STREAM = """
import sys, time
import carec_datamodel as cdm
begin = time.perf_counter()
print(sum(1 for _ in cdm.iter_items(sys.argv[1])))
print(time.perf_counter() - begin)
"""


_WHOLE = """
import sys, time
import carec_datamodel as cdm
begin = time.perf_counter()
print(len(cdm.read(sys.argv[1]).consignment))
print(time.perf_counter() - begin)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table.

    Attributes:
        run: What is measured.
        floor: The bare parse that it is measured against.
        most: Budget: how many bare parses it may take.
        behind: Budget of ours that a peer shows: how many times longer than `READ` it must take.
        within: Budget: how many times as long as the row so called it may take.
    """

    run: Call
    floor: Call
    most: float | None = None
    behind: float | None = None
    within: tuple[float, str] | None = None


class Documents:
    """One trade of *items* goods items as message, XML with and without indentation, JSON, SAD and WCO."""

    def __init__(self, items: int) -> None:
        self.items = items
        self.message = samples.declaration(items)
        self.values = count_leaves(self.message)
        self.xml = cdm.dumps(self.message)
        self.compact = xml.dumps(self.message, indent=False)
        self.json = cdm.dumps(self.message, format="carec-json")
        self.sad = samples.sad(items)
        self.wco = cdm.formats()["wco-declaration"].dumps(self.message).data  # less what it cannot say
        self.wco_message = cdm.read(self.wco)

    def parse(self) -> etree._Element:
        """Parse the harmonised XML and do nothing else."""
        return etree.fromstring(self.xml)

    def parse_compact(self) -> etree._Element:
        """Parse the harmonised XML without indentation and do nothing else."""
        return etree.fromstring(self.compact)

    def parse_sad(self) -> etree._Element:
        """Parse the SAD and do nothing else."""
        return etree.fromstring(self.sad)

    def parse_wco(self) -> etree._Element:
        """Parse the declaration of the WCO Data Model and do nothing else."""
        return etree.fromstring(self.wco)

    def title(self) -> str:
        """Return what is measured, for the head of a table."""
        sizes = ", ".join(
            f"{name} {len(content) / 1000:,.0f} kB"
            for name, content in (
                ("XML", self.xml),
                ("JSON", self.json),
                ("SAD", self.sad),
                ("WCO", self.wco),
            )
        )
        return f"{self.items:,} items, {self.values:,} values: {sizes}"


def own_rows(documents: Documents) -> dict[str, Row]:
    """Return what this library does with *documents*, by name."""
    d = documents
    schema = etree.XMLSchema(etree.fromstring(cdm.schema("GoodsDeclaration")))
    tree = d.parse()

    def read_with_schema() -> object:
        root = safety.parse_xml(d.xml)
        schema.assertValid(root)
        return xml.read_root(root)

    return {
        "lxml bare parse of the XML": Row(d.parse, d.parse),
        READ: Row(lambda: cdm.read(d.xml), d.parse, most=6.0),
        "XML without indentation -> message": Row(lambda: cdm.read(d.compact), d.parse_compact),
        "XSD validation, added to that": Row(lambda: schema.validate(tree), d.parse, most=1.0),
        "XML -> message, with XSD": Row(read_with_schema, d.parse),
        "JSON -> message": Row(lambda: cdm.read(d.json), d.parse),
        "message -> XML": Row(lambda: cdm.dumps(d.message), d.parse, most=2.0),
        "message -> JSON": Row(lambda: cdm.dumps(d.message, format="carec-json"), d.parse),
        "XML, validated with all rules": Row(lambda: cdm.validate(d.xml), d.parse, within=(3.0, READ)),
        "lxml bare parse of the SAD": Row(d.parse_sad, d.parse_sad),
        "SAD -> message": Row(lambda: cdm.read(d.sad), d.parse_sad, most=8.0),
        "SAD, validated with all rules": Row(
            lambda: cdm.validate(d.sad), d.parse_sad, within=(3.0, "SAD -> message")
        ),
        "message -> SAD": Row(lambda: cdm.dumps(d.message, format="asycuda-sad"), d.parse_sad),
        "SAD -> XML, with residue and ledger": Row(lambda: cdm.convert(d.sad).ledger, d.parse_sad),
        "WCO -> message": Row(lambda: cdm.read(d.wco), d.parse_wco, most=8.0),
        "message -> WCO": Row(lambda: cdm.dumps(d.wco_message, format="wco-declaration"), d.parse_wco),
    }


def peer_rows(documents: Documents, present: list[peers.Peer]) -> dict[str, Row]:
    """Return what the peers do with the harmonised XML of *documents*, by name."""
    leads = {"xsdata": 6.0, "pydantic-xml": 4.0}
    rows: dict[str, Row] = {}
    for peer in present:
        rows[f"{peer.name}: read"] = Row(
            partial(peer.read, documents.xml), documents.parse, behind=leads.get(peer.name.split()[0])
        )
        if peer.write is not None:
            rows[f"{peer.name}: write"] = Row(partial(peer.write, peer.read(documents.xml)), documents.parse)
        for name, function in peer.other:
            rows[f"{peer.name}: {name}"] = Row(partial(function, documents.xml), documents.parse)
    return rows


def parts(documents: Documents, rounds: int) -> dict[str, dict[str, float]]:
    """Return where the time of our readers goes, in seconds: what C and Rust take, and our loops between."""
    values = to_plain(documents.message)
    found: dict[str, dict[str, float]] = {}

    def validated() -> object:
        with xml.paused_collection():
            return cdm.GoodsDeclaration.model_validate(values, by_alias=True, by_name=False)

    for name, parse, content in (
        (READ, documents.parse, documents.xml),
        ("SAD -> message", documents.parse_sad, documents.sad),
    ):
        steps: dict[str, Call] = {
            "lxml": parse,
            "safe": partial(safety.parse_xml, content),
            "pydantic": validated,
            "all": partial(cdm.read, content),
        }
        timed = measure({step: Subject(call, parse) for step, call in steps.items()}, rounds)
        taken = {step: timing.ratio * timed["lxml"].seconds for step, timing in timed.items()}
        found[name] = {
            "lxml parse": taken["lxml"],
            "safety checks": taken["safe"] - taken["lxml"],
            "plan walk, its checks, detection": taken["all"] - taken["safe"] - taken["pydantic"],
            "pydantic": taken["pydantic"],
        }
    return found


def verdict(row: Row, timing: Timing, timed: Mapping[str, Timing]) -> str:
    """Return the budget of *row*, which took *timing*, and whether it is met; *timed* has all rows."""
    if row.within is not None:
        most, name = row.within
        times = timing.ratio / timed[name].ratio
        return _verdict(f"at most {most:.1f} x {name}, is {times:.1f}", times - most)
    if row.most is not None:
        return _verdict(f"at most {row.most:.1f}", timing.ratio - row.most)
    if row.behind is not None:
        times = timing.ratio / timed[READ].ratio
        return _verdict(f"at least {row.behind:.1f} x {READ}, is {times:.1f}", row.behind - times)
    return ""


def _verdict(budget: str, excess: float) -> str:
    return f"{budget}: {'met' if excess <= 0 else f'not met by {excess:.1f}'}"


def print_table(documents: Documents, rows: Mapping[str, Row], timed: Mapping[str, Timing]) -> None:
    """Print figure, ratio to the bare parse, budget and verdict of each row."""
    print(f"\n{documents.title()}\n{'':38}{'ms':>10}{'x parse':>10}   budget")
    for name, row in rows.items():
        timing = timed[name]
        judged = verdict(row, timing, timed) if documents.items >= JUDGED_FROM else ""
        print(f"{name:38}{timing.seconds * 1000:10.2f}{timing.ratio:10.1f}   {judged}".rstrip())


def print_parts(documents: Documents, found: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """Print where the time of our readers goes; return it."""
    print(f"\nWhere the time goes, {documents.items:,} items{'':20}{'ms':>10}{'share':>10}")
    for name, steps in found.items():
        total = sum(steps.values())
        for step, seconds in steps.items():
            print(f"{name + ': ' + step:52}{seconds * 1000:6.2f}{seconds / total:10.0%}")
    return found


def stream(megabytes: int) -> dict[str, float]:
    """Stream the items of a file of *megabytes* in a process of its own; print and return figures."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "declaration.xml")
        expected = samples.write_big(file, megabytes * 1_000_000)
        (items, seconds), peak = run_apart(_STREAM, str(file))
    if int(items) != expected:
        raise AssertionError(f"{items} items streamed; the file has {expected}")
    figures = {"megabytes": megabytes, "items": int(items), "seconds": float(seconds), "peak_mib": peak}
    print(f"\nStreaming {megabytes} MB, {int(items):,} items, with iter_items")
    print(f"{'seconds':38}{float(seconds):10.2f}{'':13}{int(items) / float(seconds):,.0f} items a second")
    print(f"{'MiB above the interpreter':38}{peak:10.1f}{'':13}{_verdict('at most 80', peak - 80)}")
    return figures


def manifest(consignments: int, rounds: int) -> dict[str, object]:
    """Measure a cargo manifest of *consignments*, whole and streamed, with peak memory; print and return."""
    message = manifests.manifest(consignments)
    content = cdm.dumps(message)
    text = cdm.dumps(message, format="carec-json")

    def parse() -> object:
        return etree.fromstring(content)

    rows = {
        "lxml bare parse of the manifest": Row(parse, parse),
        READ: Row(lambda: cdm.read(content), parse, most=6.0),
        "message -> XML": Row(lambda: cdm.dumps(message), parse, most=2.0),
        "JSON -> message": Row(lambda: cdm.read(text), parse),
        "message -> JSON": Row(lambda: cdm.dumps(message, format="carec-json"), parse),
        "iter_items over the XML": Row(lambda: sum(1 for _ in cdm.iter_items(content)), parse),
    }
    timed = measure({name: Subject(row.run, row.floor) for name, row in rows.items()}, rounds)
    sizes = f"XML {len(content) / 1000:,.0f} kB, JSON {len(text) / 1000:,.0f} kB"
    print(f"\nCargo manifest, {consignments:,} consignments, {count_leaves(message):,} values: {sizes}")
    print(f"{'':38}{'ms':>10}{'x parse':>10}   budget")
    for name, row in rows.items():
        judged = verdict(row, timed[name], timed) if consignments >= JUDGED_FROM else ""
        print(f"{name:38}{timed[name].seconds * 1000:10.1f}{timed[name].ratio:10.1f}   {judged}".rstrip())
    figures: dict[str, object] = {"rows": {name: asdict(timing) for name, timing in timed.items()}}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "manifest.xml")
        file.write_bytes(content)
        for name, program in (("whole", _WHOLE), ("streamed", _STREAM)):
            (count, seconds), peak = run_apart(program, str(file))
            if int(count) != consignments:
                raise AssertionError(f"{count} consignments read; the file has {consignments}")
            print(f"{name + ': MiB above the interpreter':38}{peak:10.1f}{'':13}{float(seconds):.2f} s")
            figures[name] = {"seconds": float(seconds), "peak_mib": peak}
    return figures


def starting(rounds: int) -> dict[str, float]:
    """Measure, print and return how long starting takes, in seconds from start to end of a process."""
    script = Path(sys.executable).with_name("carec")
    carec = [str(script)] if script.is_file() else [sys.executable, "-m", "carec_datamodel"]
    first = "import carec_datamodel as c; c.loads(c.dumps(c.GoodsDeclaration(type_code='IM')))"
    limits = {"import carec_datamodel": 0.100, "carec --help": 0.150}
    taken = start_up(
        {
            "python that does nothing": [sys.executable, "-c", ""],
            "import carec_datamodel": [sys.executable, "-c", "import carec_datamodel"],
            "import, write and read one message": [sys.executable, "-c", first],
            "carec --help": [*carec, "--help"],
        },
        rounds,
    )
    print(f"\nStart-up, whole process{'':15}{'ms':>10}")
    for name, seconds in taken.items():
        limit = limits.get(name)
        judged = _verdict(f"at most {limit * 1000:.0f}", (seconds - limit) * 1000) if limit else ""
        print(f"{name:38}{seconds * 1000:10.1f}{'':13}{judged}".rstrip())
    return taken


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--items", default="1,20,100,1000", help="sizes of declaration; default %(default)s")
    parser.add_argument("--quick", action="store_true", help="fewer repeats, for a first look")
    parser.add_argument("--stream", type=int, default=20, metavar="MB", help="size to stream; default 20")
    parser.add_argument("--big", dest="stream", action="store_const", const=100, help="stream 100 MB")
    parser.add_argument(
        "--consignments", type=int, default=10_000, help="size of the manifest; default %(default)s"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE as well")
    return parser.parse_args(arguments)


def _present(stack: ExitStack) -> list[peers.Peer]:
    """Return the peers that are installed; name the others. Those with files go when *stack* closes."""
    found = []
    bringing: tuple[Callable[[], peers.Peer], ...] = (
        lambda: stack.enter_context(peers.xsdata()),
        peers.pydantic_xml,
        peers.xmlschema_peer,
    )
    for bring in bringing:
        try:
            found.append(bring())
        except peers.PeerMissing as missing:
            print(f"left out: {missing}")
    return found


def main(arguments: list[str] | None = None) -> None:
    """Measure, print tables, and write the figures as JSON where asked."""
    options = _options(arguments)
    rounds = 5 if options.quick else 15
    packages = {name: version(name) for name in ("lxml", "pydantic", "pydantic-core")}
    print(f"Python {platform.python_version()}, {', '.join(f'{n} {v}' for n, v in packages.items())}")
    sizes: dict[int, dict[str, Timing]] = {}
    with ExitStack() as stack:
        present = _present(stack)
        for items in sorted(int(size) for size in options.items.split(",")):
            documents = Documents(items)
            rows = own_rows(documents) | peer_rows(documents, present)
            sizes[items] = measure({name: Subject(row.run, row.floor) for name, row in rows.items()}, rounds)
            print_table(documents, rows, sizes[items])
    shown = Documents(max((items for items in sizes if items <= JUDGED_FROM), default=min(sizes)))
    figures = {
        "python": platform.python_version(),
        "machine": platform.platform(),
        "packages": packages,
        "sizes": {
            str(items): {name: asdict(timing) for name, timing in timed.items()}
            for items, timed in sizes.items()
        },
        "parts": print_parts(shown, parts(shown, rounds)),
        "manifest": manifest(options.consignments, rounds),
        "stream": stream(options.stream),
        "start_up": starting(rounds),
    }
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
