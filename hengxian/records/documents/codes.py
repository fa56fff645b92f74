"""QR codes as drawings: one for an address to look up, one for a signed text that verifies without a network."""

import segno
from segno import DataOverflowError

from hengxian.kernel.refusals import Incomplete

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
    return code.svg_inline(border=0, dark="#101820", light=None, svgclass=None, lineclass=None, omitsize=True)
