"""The text of the confidentiality undertaking (L8), and who has agreed to it."""

import hashlib
from functools import lru_cache
from pathlib import Path

from hengxian.people.models import Account, Undertaking

TEXT = Path(__file__).parent / "texts" / "undertaking.txt"


@lru_cache(maxsize=1)
def text() -> str:
    """The text in force."""
    return TEXT.read_text(encoding="utf-8")


def digest() -> str:
    """SHA-256 (hex) of the text in force: what an agreement names."""
    return hashlib.sha256(text().encode()).hexdigest()


def is_owed(account: Account) -> bool:
    """Whether the account works for the body and has not agreed to the text in force."""
    return (
        account.is_staff() and not Undertaking.objects.filter(account=account, text_digest=digest()).exists()
    )
