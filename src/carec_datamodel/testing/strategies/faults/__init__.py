"""Faults: one thing that is changed in the documents of a sound message, and what must be found.

May be changed here: what can go wrong in a document, one function each, and one row each in
`kinds`. Not: what is found then, which reading and validation decide.
"""
