"""`carec validate`."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

from carec_datamodel.cli.console import (
    FINDINGS,
    FORMAT,
    UNREADABLE,
    Outcome,
    chosen_format,
    each,
    file_name,
    guarded,
    standard_input_once,
)
from carec_datamodel.cli.inputs import inputs
from carec_datamodel.cli.judging import Judging
from carec_datamodel.cli.places import check_places
from carec_datamodel.cli.report_files import ReportFile, wanted_reports
from carec_datamodel.cli.settings import FAIL_ON, find_settings
from carec_datamodel.cli.streams import label, tell
from carec_datamodel.findings import Severity

if TYPE_CHECKING:
    from carec_datamodel.validation.report import Report


def _rules(
    _context: click.Context, _parameter: click.Parameter, texts: tuple[str, ...]
) -> tuple[str, ...] | None:
    """Return the rules in *texts*, parted by commas; None where the option is not given."""
    names = tuple(name.strip() for text in texts for name in text.split(",") if name.strip())
    if texts and not names:
        raise click.BadParameter("no rule is named; expected ids such as type.decimal, or type")
    return names or None


@click.command()
@click.argument(
    "files",
    nargs=-1,
    required=True,
    metavar="FILE|FOLDER...",
    type=file_name,
    callback=standard_input_once,
)
@FORMAT
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar="ID",
    help="Profile that the message is to keep, such as loading-list, or that tunes the rules; or its "
    "descriptor, a .toml file. May be given again: one of each kind.",
)
@click.option(
    "--code-lists",
    "lists",
    multiple=True,
    type=file_name,
    metavar="PATH",
    help="Code lists of your own, a .tsv or .csv file or a folder of such; may be given again.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="KIND[=FILE]",
    help="Form of the report: text, json, sarif, junit or html; may be given again.  [default: text]",
)
@click.option(
    "-o",
    "--output",
    type=file_name,
    metavar="FILE",
    help="File for the report that names none; standard output where not given.",
)
@click.option(
    "--select", metavar="RULE,...", multiple=True, callback=_rules, help="Report on these rules alone."
)
@click.option(
    "--together",
    is_flag=True,
    help="The files are documents of one trade: check each also against the others.",
)
@click.option("--ignore", metavar="RULE,...", multiple=True, callback=_rules, help="Leave these rules out.")
@click.option(
    "--fail-on",
    type=click.Choice(FAIL_ON),
    help="Severity from which on findings give the exit status 1.  [default: error]",
)
@click.option(
    "--config",
    type=file_name,
    metavar="FILE",
    help="Settings, in the table [tool.carec.validate]; where not given, of the nearest pyproject.toml.",
)
@guarded
def command(
    files: tuple[str, ...],
    format_id: str | None,
    profiles: tuple[str, ...],
    lists: tuple[str, ...],
    reports: tuple[str, ...],
    output: str | None,
    select: tuple[str, ...] | None,
    ignore: tuple[str, ...] | None,
    together: bool,
    fail_on: str | None,
    config: str | None,
) -> None:
    """Check each FILE, and the XML and JSON files of each FOLDER: its form, its codes, all rules.

    A RULE is the id of a rule, such as type.decimal, or its beginning, such as type.
    """
    from carec_datamodel.codelists.own_lists import CodeLists
    from carec_datamodel.formats.files import is_folder
    from carec_datamodel.validation.against import against

    settings = find_settings(config)
    source = chosen_format(format_id or settings.format)
    # Found once for all files, and wrong use told before the first is read.
    named, lists = profiles or settings.profile, lists or settings.code_lists
    held = against(
        named,
        select=settings.select if select is None else select,
        ignore=settings.ignore if ignore is None else ignore,
        lists=CodeLists.load(lists),
    )
    threshold = fail_on or settings.fail_on or "error"
    wanted = wanted_reports(reports or settings.report, output)
    documents = inputs(files, [target for _, target in wanted])
    what = "the report" if len(wanted) == 1 else "the {} report"
    descriptors = [name for name in (*named, config or "") if name.endswith(".toml")]
    sources = [*(document.name for document in documents), *lists, *descriptors]
    check_places(sources, [(what.format(kind), target) for kind, target in wanted])
    alone = len(files) == 1 and not is_folder(files[0])
    outcome = Outcome()
    with ExitStack() as stack:
        written = [stack.enter_context(ReportFile(report, alone=alone)) for report in wanted]
        judging = Judging(source, held, outcome, written)
        opened = judging.opened(each(documents, "validating"))
        for report in judging.reports_together(list(opened)) if together else judging.reports(opened):
            for file in written:
                file.add(report)
            if _fails(report, threshold):
                outcome.worsen(FINDINGS)
        if judging.skipped == len(documents):
            tell(f"{', '.join(map(label, files))}: no document of a known format")
            outcome.worsen(UNREADABLE)
        for file in written:
            if not file.empty:
                file.put()
    outcome.leave()


def _fails(report: Report, threshold: str) -> bool:
    """Return whether *report* has findings of the severity *threshold*, or of more weight."""
    if threshold == "never":
        return False
    return any(finding.severity.reaches(Severity(threshold)) for finding in report.findings)
