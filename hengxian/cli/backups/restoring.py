"""Restoring a backup to an empty home, and proving that what stands there is what was backed up (G-15)."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hengxian.cli.backups.manifest import (
    FACTS,
    HOME,
    TABLES,
    BackupFault,
    Manifest,
    check_empty,
    copy_tree,
    differences,
    digest_of,
    read_manifest,
)
from hengxian.cli.sites import boot


@dataclass(frozen=True)
class Proof:
    """What comparing found. Both lists empty: counts and digests agree, the journal is whole."""

    manifest: Manifest
    counts: tuple[str, ...]
    digests: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Whether the restored site is the one that was backed up."""
        return not self.counts and not self.digests


def restore(backup: Path, home: Path, facts: Path) -> Proof:
    """Check the backup, lay it down in empty folders, load the site there and compare. BackupFault.

    Sets HENGXIAN_HOME and HENGXIAN_FACTS for this process: call it once, before any Django is loaded. A
    backup in JSON lines goes into the database that DATABASE_URL names, else into SQLite in the home.
    """
    manifest = read_manifest(backup)
    if faults := list(differences(backup, manifest)):
        raise BackupFault(f"备份不完整，没有恢复：{faults[0]}（共 {len(faults)} 处不符）")
    check_empty(home, "恢复到的文件夹")
    check_empty(facts, "公布文件夹")
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    copy_tree(backup / HOME, home)
    copy_tree(backup / FACTS, facts)
    os.environ.update({"HENGXIAN_HOME": str(home), "HENGXIAN_FACTS": str(facts)})
    if manifest.database != TABLES:
        if os.environ.get("DATABASE_URL"):
            raise BackupFault(
                "这份备份是 SQLite 数据库，不能恢复到 DATABASE_URL；请用 backup --portable 另做备份"
            )
        shutil.copy2(backup / manifest.database, home / f"{manifest.site}.sqlite3")
    boot(manifest.site)
    _fill(backup, manifest)
    return Proof(manifest, tuple(_count_faults(manifest)), tuple(_digest_faults(manifest, home, facts)))


def _fill(backup: Path, manifest: Manifest) -> None:
    from django.core.management import call_command  # the site's settings are loaded by now

    from hengxian.cli.backups.rows import counts, read_rows

    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    if manifest.database == TABLES:
        taken = {label: count for label, count in counts().items() if count and label != "journal.ChainHead"}
        if taken:
            raise BackupFault(
                f"要恢复到的数据库不是空的：{next(iter(taken))} 已有 {next(iter(taken.values()))} 行"
            )
        read_rows(backup / TABLES)


def _count_faults(manifest: Manifest) -> Iterator[str]:
    from hengxian.cli.backups.rows import counts

    found = counts()
    for label in sorted(manifest.tables.keys() | found.keys()):
        expected, actual = manifest.tables.get(label, 0), found.get(label, 0)
        if expected != actual:
            yield f"{label}：备份时 {expected} 行，恢复后 {actual} 行"


def _digest_faults(manifest: Manifest, home: Path, facts: Path) -> Iterator[str]:
    """Every file again where it now stands, the journal's head, and the journal itself."""
    from hengxian.cli.backups.saving import journal_head
    from hengxian.journal import verifying

    places: dict[str, Path] = {HOME: home, FACTS: facts}
    for name, stamp in manifest.files.items():
        top, _, rest = name.partition("/")
        if top in places and not _is_same(places[top] / rest, stamp):
            yield f"文件 {name} 与备份时不符"
    if (head := journal_head()) != manifest.journal:
        yield f"日志末条：备份时第 {manifest.journal['sequence']} 条，恢复后第 {head['sequence']} 条，或其摘要不符"
    yield from verifying.faults()


def _is_same(path: Path, stamp: dict[str, Any]) -> bool:
    return path.is_file() and digest_of(path) == stamp["sha256"]
