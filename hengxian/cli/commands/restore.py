"""`hengxian restore`: a backup to an empty home, compared with what was backed up."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from hengxian.cli.backups.restoring import Proof, restore

ABOUT = """把备份恢复到空文件夹，再逐项对照：各类记录数、每个文件的校验值、日志是否完整。
全部一致时退出状态为 0，否则逐条指出并以 1 退出。恢复后以 HENGXIAN_HOME 和 HENGXIAN_FACTS 指向这些文件夹启动站点。"""


def declare(parser: ArgumentParser) -> None:
    """Name the arguments."""
    parser.add_argument("backup", type=Path, metavar="备份文件夹", help="backup 写出的文件夹")
    parser.add_argument("--home", type=Path, required=True, metavar="文件夹", help="站点的新位置，须为空")
    parser.add_argument(
        "--facts", type=Path, metavar="文件夹", help="公布文件夹的新位置，须为空（默认 <home>-facts）"
    )


def run(asked: Namespace) -> int:
    """Restore, compare, and print what differs."""
    facts = asked.facts or asked.home.with_name(f"{asked.home.name}-facts")
    proof = restore(asked.backup.resolve(), asked.home.resolve(), facts.resolve())
    tell(proof)
    return 0 if proof.is_good else 1


def tell(proof: Proof) -> None:
    """What was compared, in a few lines."""
    for fault in (*proof.counts, *proof.digests):
        print(fault)
    manifest = proof.manifest
    rows, entries = sum(manifest.tables.values()), manifest.journal["sequence"]
    print(f"备份时间 {manifest.made_at}：记录 {rows} 行，日志 {entries} 条，文件 {len(manifest.files)} 个")
    print("记录数一致" if not proof.counts else f"记录数有 {len(proof.counts)} 处不一致")
    print("校验值一致，日志完整" if not proof.digests else f"校验值有 {len(proof.digests)} 处不一致")
