"""The invented hotline of `bin/run`: its people, units and matters, and what has happened there so far.

Everything is done through the same acts as on the pages, by the persons who may do it; nobody here exists.
"""
