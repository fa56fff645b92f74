"""How much is too much: sizes by family of file, and what an archive may unpack to."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True)
class Limits:
    """Bytes by family (`Kind.family`), and the bounds of an archive; a site's settings may set others."""

    sizes: Mapping[str, int] = field(
        default_factory=lambda: {
            "document": 100 * MIB,
            "picture": 50 * MIB,
            "sound": 200 * MIB,
            "film": GIB,
            "facts": 2 * GIB,
        }
    )
    unpacked: int = 16 * GIB
    ratio: int = 200
    entries: int = 10_000
    depth: int = 2

    def of(self, family: str) -> int:
        """The most bytes a file of that family may have."""
        return self.sizes[family]


def say_size(size: int) -> str:
    """A size as people write it: 52,428,800 bytes are 50 MB."""
    for unit, name in ((GIB, "GB"), (MIB, "MB"), (1024, "KB")):
        if size >= unit:
            tenths = size * 10 // unit
            return f"{tenths // 10}{f'.{tenths % 10}' if tenths % 10 else ''} {name}"
    return f"{size} 字节"
