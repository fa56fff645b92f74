"""The body's letters: facts of a record in, a numbered paper out; the words of each lie in its own file of texts/."""

from .writing import Envelope, letter

__all__ = ["Envelope", "letter"]
