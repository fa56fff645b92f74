"""The ways a file is refused."""

from hengxian.kernel.refusals import Incomplete, NotThere, Refused


class FileRefused(Incomplete):
    """A file cannot be taken in. One Chinese sentence: which file, what is wrong with it, what was expected."""


class FileAltered(Refused):
    """A kept file is no longer what was received: it is not handed out, and the audit administrator should know."""

    http = 500


class FileGone(NotThere):
    """The content is not there: erased by an act, or lost."""

    http = 410


class StoreFull(Refused):
    """The disk cannot take the file; nothing was kept."""

    http = 507
