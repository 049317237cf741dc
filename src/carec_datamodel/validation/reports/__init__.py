"""The forms of a report, for many documents at once; `Report.to_text` and so on use them for one.

May be changed here: how reports read. Not: what they hold, which `carec_datamodel.validation.report` says.
The same reports give the same bytes always: no time, no place and no chance of the machine is in them.
"""

from __future__ import annotations

from carec_datamodel.validation.reports.form import Unread
from carec_datamodel.validation.reports.html import reports_html
from carec_datamodel.validation.reports.json import report_schema, reports_json
from carec_datamodel.validation.reports.junit import reports_junit
from carec_datamodel.validation.reports.sarif import reports_sarif
from carec_datamodel.validation.reports.text import reports_text

__all__ = [
    "Unread",
    "report_schema",
    "reports_html",
    "reports_json",
    "reports_junit",
    "reports_sarif",
    "reports_text",
]
