"""QR codes as drawings: one for an address to look up, one for signed bytes that verify without a network."""

import segno

MASK = 4  # Fixed: to try all eight and choose takes as long as setting the whole certificate.


def address_code(address: str) -> str:
    """The address as a QR code (SVG), readable with a quarter of it dirty."""
    return _drawn(segno.make_qr(address, error="q", mask=MASK, boost_error=False))


def payload_code(payload: bytes) -> str:
    """Bytes as a QR code (SVG) in byte mode; ValueError when they do not fit into one code (about 2,300)."""
    return _drawn(segno.make_qr(payload, error="m", mode="byte", mask=MASK, boost_error=False))


def _drawn(code: segno.QRCode) -> str:
    return code.svg_inline(border=0, dark="#101820", light=None, svgclass=None, lineclass=None, omitsize=True)
