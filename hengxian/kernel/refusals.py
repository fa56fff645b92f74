"""The ways an act is refused. Nothing has changed when one is raised; each says what, where and what was expected."""


class Refused(Exception):
    """An act was refused: one sentence for the person who tried, the clause it rests on, the HTTP status."""

    http = 422

    def __init__(self, sentence: str, clause: str = "", fields: tuple[str, ...] = ()) -> None:
        """`fields` names the facts at fault, for a form to mark."""
        self.sentence = sentence
        self.clause = clause
        self.fields = fields
        # A condition that cites its own clause says more than the row it stands in.
        is_cited = not clause or sentence.endswith("）")
        super().__init__(sentence if is_cited else f"{sentence}（{clause}）")


class NotAllowed(Refused):
    """The person has not the role, or did something in the case that bars this."""

    http = 403


class NotThere(Refused):
    """The person may not know whether it exists."""

    http = 404


class NotNow(Refused):
    """The record is in another state, or a step before this one is missing."""

    http = 409


class Stale(NotNow):
    """Somebody else was faster; `changes` says what they changed."""

    def __init__(self, sentence: str, changes: tuple[str, ...] = ()) -> None:
        """One sentence for each change since the version the person saw."""
        self.changes = changes
        super().__init__(sentence)


class Incomplete(Refused):
    """Something is missing or wrong in what was said."""
