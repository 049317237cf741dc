"""NCTS phase 5: messages of the common transit system, which Georgia takes part in. Tables only.

What may be changed here: the tables and descriptors. What must not: code tables that have been
released lose no code.
"""
