"""ASYCUDA World: goods declaration (SAD), cargo manifest and its relatives. Tables, and one function.

Used in Afghanistan, Georgia and Turkmenistan among the countries of the region.
"""
