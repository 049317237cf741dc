"""For the tests of whoever builds on this library: strategies that draw valid messages.

May be changed here: what is drawn, and how likely. Not: what is valid, which the model
alone decides. Needs the extra that brings Hypothesis; nothing else in the library does.
"""
