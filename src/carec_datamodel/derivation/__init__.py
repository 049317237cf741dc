"""Derivation: what one message says, said again in a message of another class.

The goods of a declaration of export are those of the report of cargo, and of the transit that follows.
A table (``tables/SOURCE--TARGET.tsv``, both classes by name) says which element of the one is which of the
other; what it says of no element, and what the other class has no place for, is told by name.

May be changed here: tables. Not: values. Nothing is computed, translated or invented.
"""
