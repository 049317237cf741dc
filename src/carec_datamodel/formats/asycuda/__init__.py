"""ASYCUDA World: goods declaration (SAD). Tables only.

Used in Afghanistan, Georgia and Turkmenistan among the countries of the region.
"""
