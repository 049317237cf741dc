"""National documents that are JSON: the tree that their XML would be, and back. No mapping of its own.

May be changed here: what JSON a document may be. Not: what its values mean, which the table says.
"""
