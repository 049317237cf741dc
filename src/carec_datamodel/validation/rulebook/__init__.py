"""Rules: what a customs officer would object to in a message that is well formed.

A rule is written once, on the harmonised model. Most are rows of tables, the rest small functions;
`catalogue` gathers them, `engine` runs them. May be changed here: what is judged and how much it
weighs. Not: what a message is, which the model says.
"""
