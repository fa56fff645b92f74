"""The one way a dataset is refused: a sentence a person can act on."""


class DatasetFault(Exception):
    """A dataset cannot be read. `str()` is one Chinese sentence: file, column, what was expected."""


class Unmeasured(Exception):
    """A figure cannot be given. `str()` is the reason, one Chinese sentence (indicators.md: absent is not zero)."""
