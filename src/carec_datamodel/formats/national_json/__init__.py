"""National documents that are JSON: the tree that their XML would be, and back. No mapping of its own.

Documents may also be recordings of calls to a service, which routes of the descriptor turn into such a tree.

May be changed here: what JSON a document may be. Not: what its values mean, which the table says.
"""
