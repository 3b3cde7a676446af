"""Numbers and addresses as people type them, made alike. No Django. Each returns None for what cannot be one."""

from __future__ import annotations

import re

_TRN = re.compile(r"\d{7}", re.ASCII)
_NI = re.compile(r"[A-Z]{2}\d{6}[A-D]?", re.ASCII)
_NI_NEVER = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
_POSTCODE = re.compile(
    r"(?:GIR0AA|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9](?:[0-9ABEHMNPRV-Y])?|[0-9][A-HJKPS-UW])"
    r"[0-9][ABD-HJLNP-UW-Z]{2})",
    re.ASCII,
)
PERSONAL_MAIL = frozenset(
    {
        "aol.com", "btinternet.com", "gmail.com", "gmx.co.uk", "gmx.com", "googlemail.com", "hotmail.co.uk",
        "hotmail.com", "icloud.com", "live.co.uk", "live.com", "mac.com", "mail.com", "me.com", "msn.com",
        "ntlworld.com", "outlook.com", "proton.me", "protonmail.com", "sky.com", "talktalk.net",
        "virginmedia.com", "yahoo.co.uk", "yahoo.com", "ymail.com",
    }
)  # fmt: skip


_RELATIVE = re.compile(
    r"\b(mother|father|mum|dad|sister|brother|husband|wife|fiancée?|my partner|civil partner|son|daughter|aunt|uncle|"
    r"cousin|niece|nephew|grand(?:mother|father)|in-law|relative|"
    r"(?:a|my|close|old|good|best|family) friend)\b",
    re.IGNORECASE,
)

_OPEN = re.compile(r"whom it may concern|\bsir or madam\b|\bopen reference\b", re.IGNORECASE)


def trn(text: str) -> str | None:
    """A teacher reference number as 7 digits, from 1234567, RP12/34567, 12 34567, TRN 12-34567."""
    bare = re.sub(r"[\s/.\-]", "", text.upper())
    bare = bare.removeprefix("TRN").removeprefix(":").removeprefix("RP")
    return bare if _TRN.fullmatch(bare) else None


def national_insurance_number(text: str) -> str | None:
    """A National Insurance number as QQ123456C, without spaces; the last letter may be missing.

    First letter never D F I Q U V, second never those nor O, and some pairs are not used (HM Revenue and Customs).
    """
    bare = re.sub(r"[\s.\-]", "", text.upper())
    if not _NI.fullmatch(bare) or bare[0] in "DFIQUV" or bare[1] in "DFIOQUV" or bare[:2] in _NI_NEVER:
        return None
    return bare


def postcode(text: str) -> str:
    """A UK postcode in capitals with one space; anything else as typed, for people who live abroad."""
    bare = re.sub(r"[\s.\-]", "", text.upper())
    return f"{bare[:-3]} {bare[-3:]}" if _POSTCODE.fullmatch(bare) else text.strip()


def is_personal_address(email: str) -> bool:
    """Whether an e-mail address is of a kind anyone can open for themselves."""
    return email.rpartition("@")[2].strip().lower() in PERSONAL_MAIL


def relative_in(text: str) -> str:
    """The word by which somebody says that they are a relative or friend; "" where there is none."""
    found = _RELATIVE.search(text)
    return found[0] if found else ""


def is_open(name: str) -> bool:
    """Whether a reference would be addressed to nobody: KCSIE Part 3 tells schools not to rely on such."""
    return _OPEN.search(name) is not None
