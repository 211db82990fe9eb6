"""The mutation check: the engine is broken in one place at a time, and something has to notice.

`python -m tests.mutations --seed 1 --count 40` finds places by itself, spreads its choice over kinds and files, and
tells of each by what it was caught, or that it was not.
"""
