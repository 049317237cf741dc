"""Harmonised message to and from bytes: XML and JSON, safe parsing, XSD and JSON Schema.

May be changed here: speed, messages of errors. Not: names and nesting, which the
model alone decides.
"""
