"""QR codes as drawings: one for an address to look up, one for a signed text that verifies without a network."""

import re

import zxingcpp

from hengxian.kernel.refusals import Incomplete

DARK = re.compile(rb"\x00+")
QUIET = 4  # dots of white that the encoder puts all round; the paper leaves them by itself


def address_code(address: str) -> str:
    """The address as a QR code (SVG), readable with a quarter of it dirty."""
    return _drawn(address, "Q")


def payload_code(payload: str) -> str:
    """The signed text as a QR code (SVG), readable with a seventh of it dirty.

    Letters of the code's own alphabet (base45) take the least room: 500 make 73 dots a side.
    """
    return _drawn(payload, "M")


def _drawn(text: str, correction: str) -> str:
    try:
        code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level=correction)
    except ValueError as error:
        raise Incomplete(f"二维码放不下{len(text)}个字符：请缩短所载内容") from error
    dots = memoryview(code.to_image())  # type: ignore[arg-type]  # it is a buffer, though its types do not say so
    return drawn(dots.tobytes(), len(dots))


def drawn(dots: bytes, side: int) -> str:
    """The dots, row by row, without the white all round: one path with a stroke for each run of dark dots in a row."""
    inner = [dots[row * side + QUIET : (row + 1) * side - QUIET] for row in range(QUIET, side - QUIET)]
    runs = (
        f"M{run.start()} {at}.5h{run.end() - run.start()}"
        for at, row in enumerate(inner)
        for run in DARK.finditer(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {len(inner)} {len(inner)}">'
        f'<path stroke="#101820" d="{"".join(runs)}"/></svg>'
    )
