"""Profiles: a message narrowed for one use, as a table that can be reviewed in a spreadsheet.

A profile is a descriptor (``tables/*.toml``: id, title, message, explanation, source) and
the table of the same name beside it (``.tsv``): one row for each element that the use
has, with how often it occurs, its format, its codes and a note.

May be changed here: tables. Facts of a use go into its table, not into code. Not: the
meaning of an element, which the model alone says; a profile can only take away.
"""
