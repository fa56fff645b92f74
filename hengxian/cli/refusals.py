"""What goes wrong, said in one Chinese sentence: every room's own error, the system's, and the engine's."""

import errno
from pathlib import Path

import duckdb

from hengxian.cli.backups.manifest import BackupFault
from hengxian.evaluation.comparing import NotComparable
from hengxian.evaluation.replacing import OutputFault
from hengxian.journal.sealed import ExportFault
from hengxian.kernel.clock import NotAnnounced
from hengxian.kernel.refusals import Refused
from hengxian.measurement.faults import DatasetFault
from hengxian.publication.faults import PublicationFault
from hengxian.scoring.judgements import JudgementError
from hengxian.scoring.profile import ProfileError
from hengxian.standard.calendars.arrangement import ArrangementError
from hengxian.standard.finding import PackError


class Refusal(Exception):
    """A command cannot do what it was asked; `str()` is one Chinese sentence."""


_OWN = (
    Refusal,
    OutputFault,
    NotComparable,
    DatasetFault,
    JudgementError,
    ProfileError,
    ArrangementError,
    PackError,
    NotAnnounced,
    ExportFault,
    BackupFault,
    PublicationFault,
    Refused,
)
_REASONS = {
    errno.ENOENT: "不存在",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.ENOSPC: "磁盘空间不足",
    errno.EDQUOT: "磁盘配额已满",
    errno.EFBIG: "超出文件大小的限制",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "已存在，不能再建",
    errno.EISDIR: "是一个文件夹，应为文件",
    errno.EROFS: "所在的文件系统只读",
    errno.ENAMETOOLONG: "名称过长",
    errno.EADDRINUSE: "已被占用",
}


def sentence_of(error: Exception) -> str | None:
    """The sentence for an error, None where only a fault of the program can be behind it."""
    if isinstance(error, _OWN):
        return str(error)
    if isinstance(error, duckdb.OutOfMemoryException | MemoryError):
        return "内存不够：请用 --memory 给出更大的上限（如 --memory 8GB），或确认临时目录有足够的磁盘空间"
    if isinstance(error, OSError):
        where = Path(str(error.filename)).name if error.filename else "读写文件"
        return f"{where}：{_REASONS.get(error.errno or 0, error.strerror or str(error))}"
    if isinstance(error, duckdb.IOException) and "space" in str(error):
        return "临时目录的磁盘空间不足：请清理磁盘，或用 --memory 给出更大的内存上限"
    return None
