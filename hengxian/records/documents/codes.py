"""QR codes as drawings: one for an address to look up, one for a signed text that verifies without a network."""

import re
from collections.abc import Sequence

import segno
from segno import DataOverflowError

from hengxian.kernel.refusals import Incomplete

DARK = re.compile(rb"\x01+")
MASK = 4  # Fixed: to try all eight and choose takes as long as setting the whole certificate.


def address_code(address: str) -> str:
    """The address as a QR code (SVG), readable with a quarter of it dirty."""
    return _drawn(address, "q")


def payload_code(payload: str) -> str:
    """The signed text as a QR code (SVG), readable with a seventh of it dirty.

    Letters of the code's own alphabet (base45) take the least room: 500 make 73 dots a side.
    """
    return _drawn(payload, "m")


def _drawn(text: str, correction: str) -> str:
    try:
        code = segno.make_qr(text, error=correction, mask=MASK, boost_error=False)
    except DataOverflowError as error:
        raise Incomplete(f"二维码放不下{len(text)}个字符：请缩短所载内容") from error
    return drawn(code.matrix)


def drawn(matrix: Sequence[bytes | bytearray]) -> str:
    """The dots as one path, a stroke for each run of dark dots in a row; segno's own takes longer."""
    runs = (
        f"M{run.start()} {row}.5h{run.end() - run.start()}"
        for row, dots in enumerate(matrix)
        for run in DARK.finditer(dots)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(matrix)} {len(matrix)}">'
        f'<path stroke="#101820" d="{"".join(runs)}"/></svg>'
    )
