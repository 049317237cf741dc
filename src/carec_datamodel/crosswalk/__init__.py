"""The crosswalk engine: a table becomes a compiled plan that reads and writes one national message.

May be changed here: transforms, speed, reports. Not: what an element means, which
only the tables in `carec_datamodel.formats` say. No country is known here.
"""
