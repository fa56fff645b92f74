"""What can be wrong with published facts; `str()` is one Chinese sentence for the person who meets it."""


class PublicationFault(Exception):
    """The root of this room's refusals."""


class FactRefused(PublicationFault):
    """What was to be published may not be, or not in this form."""


class FolderFault(PublicationFault):
    """The folder of facts is cut short, altered, rolled back or signed by a stranger."""


class KeyFault(PublicationFault):
    """A key file cannot be used."""


class Forged(PublicationFault):
    """A signed text (payload, credential, open data) does not verify."""
