"""The check code printed on a certificate: proof that one holds the paper; only its digest is published.

Twelve letters of Crockford's base 32 are 60 bits: too many to be found by trying them against the digest.
"""

import hashlib
import secrets

_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LENGTH = 12
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None, "－": None, "　": None})


def new_check_code() -> str:
    """A fresh code as printed: three groups of four."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    return "-".join(letters[start : start + 4] for start in range(0, _LENGTH, 4))


def digest_check_code(number: str, code: str) -> str:
    """SHA-256 (hex) of number and code; spaces, hyphens, case and look-alike letters do not matter."""
    plain = code.upper().translate(_ALIKE)
    return hashlib.sha256(f"hengxian-check-code/1\n{number}\n{plain}".encode()).hexdigest()
