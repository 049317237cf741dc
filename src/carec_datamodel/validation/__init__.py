"""Validation: the floor that judges. Structure and types of a document, as a report.

May be changed here: what is checked and how it is told. Not: what a finding is, which
`carec_datamodel.findings` says for every floor.
"""
