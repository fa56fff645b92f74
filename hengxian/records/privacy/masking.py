"""Personal data as it is shown by default: enough to tell two apart, not enough to use (G-7)."""

import re

_COMPOUND = frozenset(
    re.findall("..", "欧阳司马上官诸葛夏侯皇甫尉迟公孙慕容令狐宇文长孙司徒司空东方独孤南宫西门百里端木")
)
_DISTRICT = re.compile(r"^.{2,30}?(?:区|县|旗|市(?=[^区县旗]*$))")
_EXTENSION = re.compile(r"\s*(?:转|分机|ext\.?|#)\s*\d{1,6}\s*$", re.IGNORECASE)
HIDDEN = "****"


def mask_telephone(number: str) -> str:
    """A mobile as 138****5678; of any other number the area code and the last two digits stay."""
    digits = re.sub(r"\D", "", _EXTENSION.sub("", number))
    mobile = digits[-11:]
    if len(digits) >= 11 and re.fullmatch(r"1[3-9]\d{9}", mobile):
        return f"{mobile[:3]}{HIDDEN}{mobile[-4:]}"
    area = re.match(r"0(?:10|2\d|[3-9]\d{2})", digits)
    head = f"{area[0]}-" if area and len(digits) > len(area[0]) + 4 else ""
    return f"{head}{HIDDEN}{digits[-2:] if len(digits) > 4 else ''}"


def mask_name(name: str) -> str:
    """张三 as 张*, 欧阳修远 as 欧阳**; a name in letters keeps its first letter."""
    name = name.strip()
    if not name:
        return ""
    if len(name) == 1:
        return "*"
    kept = 2 if len(name) > 2 and name[:2] in _COMPOUND else 1
    return name[:kept] + "*" * min(len(name) - kept, 3)


def mask_identity(number: str) -> str:
    """First and last sign of an identity number; birth date and place stay hidden."""
    number = re.sub(r"[^0-9A-Za-z]", "", number)
    return HIDDEN if len(number) < 8 else f"{number[0]}{'*' * (len(number) - 2)}{number[-1]}"


def mask_card(number: str) -> str:
    """The last four digits of a bank card."""
    digits = re.sub(r"\D", "", number)
    return HIDDEN if len(digits) < 12 else f"{HIDDEN} {digits[-4:]}"


def mask_mail(address: str) -> str:
    """First sign of the mailbox, and the domain."""
    box, _, domain = address.strip().rpartition("@")
    return f"{box[:1]}***@{domain}" if len(box) > 1 and domain else f"***@{domain}" if box else HIDDEN


def mask_plate(plate: str) -> str:
    """Province, letter and the last sign of a number plate."""
    plain = re.sub(r"[ ·•-]", "", plate)
    return f"{plain[:2]}{HIDDEN}{plain[-1]}" if len(plain) >= 7 else HIDDEN


def mask_address(address: str) -> str:
    """Down to the district or county; street and door stay hidden."""
    district = _DISTRICT.match(address.strip())
    return f"{district[0] if district else ''}{HIDDEN}"


def mask_all(value: str) -> str:
    """Nothing stays, not even the length."""
    return HIDDEN if value else ""


MASKS = {
    "telephone": mask_telephone,
    "name": mask_name,
    "identity": mask_identity,
    "card": mask_card,
    "mail": mask_mail,
    "plate": mask_plate,
    "address": mask_address,
    "all": mask_all,
}
"""The masks by name, as a field of a register or form asks for one."""
