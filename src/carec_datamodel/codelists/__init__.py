"""Code tables that formats and rules share, as data; and identifiers with their checks.

May be changed here: tables, each of which names its source in a remark, and the
identifiers in `identifiers/`. Not: what a document does with them, which rules decide.
"""
