"""Messages of the WCO Data Model 3.6, as administrations exchange them: profile ``DMS:2``.

What may be changed here: the tables and descriptors. What must not: code tables that have been
released lose no code.
"""
