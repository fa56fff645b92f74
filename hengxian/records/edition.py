"""The rule edition that the body works by: loaded once, named in full in every case (4.1)."""

from functools import cache

from hengxian.standard.load import bundled_pack
from hengxian.standard.model.pack import Pack


@cache
def pack() -> Pack:
    """The bundled rule pack."""
    return bundled_pack()


def edition_name() -> str:
    """`rule@edition#digest`, frozen into each application, case and certificate."""
    return pack().identity


def in_print(name: str) -> str:
    """An edition's name as people read it: of the digest only its beginning."""
    rule, _, digest = name.partition("#")
    return f"{rule}（摘要 {digest[:12]}…）" if digest else rule
