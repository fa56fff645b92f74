"""Text forms of bytes: base58 (Bitcoin's letters) for keys and proofs, base45 (RFC 9285) for QR codes, base64url."""

import base64

_B58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_B45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def base58(content: bytes) -> str:
    """Base58 text; leading zero bytes become leading 1s."""
    number, text = int.from_bytes(content), ""
    while number:
        number, digit = divmod(number, 58)
        text = _B58[digit] + text
    return "1" * (len(content) - len(content.lstrip(b"\0"))) + text


def from_base58(text: str) -> bytes:
    """The bytes; ValueError for a letter that is none of the 58."""
    number = 0
    for letter in text:
        number = number * 58 + _B58.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)


def base45(content: bytes) -> str:
    """Base45 text: letters a QR code holds at 5.5 bits each."""
    text = []
    for start in range(0, len(content), 2):
        pair = content[start : start + 2]
        number = int.from_bytes(pair)
        for _ in range(3 if len(pair) == 2 else 2):
            number, digit = divmod(number, 45)
            text.append(_B45[digit])
    return "".join(text)


def from_base45(text: str) -> bytes:
    """The bytes; ValueError where the text is not base45."""
    content = bytearray()
    for start in range(0, len(text), 3):
        letters = text[start : start + 3]
        number = sum(_B45.index(letter) * 45**place for place, letter in enumerate(letters))
        length = len(letters) - 1
        if length == 0 or number >= 256**length:
            raise ValueError("不是 base45 文字")
        content += number.to_bytes(length)
    return bytes(content)


def base64url(content: bytes) -> str:
    """Base64url without padding."""
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def from_base64url(text: str) -> bytes:
    """The bytes of an unpadded base64url text."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
