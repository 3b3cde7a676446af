"""Numbers as printed: which are used twice, and which are skipped. No Django."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(r"(?P<head>(?:\w+\.)*)(?P<last>\d{1,4})\.?")
MOST_NAMED = 4  # numbers that one sentence names


def twice(numbers: Sequence[str]) -> list[str]:
    """The numbers that stand more than once, in order."""
    return [number for number, count in Counter(filter(None, numbers)).items() if count > 1]


def skipped(numbers: Sequence[str]) -> list[str]:
    """The numbers missing between two that follow each other in one list (2.4, 2.7: 2.5 and 2.6)."""
    missing = []
    known = {number.rstrip(".") for number in numbers}
    last: re.Match[str] | None = None
    for match in filter(None, (_NUMBER.fullmatch(number) for number in numbers)):
        if last and last["head"] == match["head"] and int(match["last"]) - int(last["last"]) < 20:
            between = range(int(last["last"]) + 1, int(match["last"]))
            missing += [f"{match['head']}{n}" for n in between if f"{match['head']}{n}" not in known]
        last = match
    return list(dict.fromkeys(missing))


def in_words(numbers: Sequence[str]) -> str:
    """What is odd about these numbers: "2.3 is used twice. 2.5 and 2.6 are skipped." Empty where nothing is."""
    double, missing = twice(numbers), skipped(numbers)
    said = []
    if double:
        said.append(f"{_list(double)} {'is' if len(double) == 1 else 'are'} used twice.")
    if missing:
        said.append(f"{_list(missing)} {'is' if len(missing) == 1 else 'are'} skipped.")
    return " ".join(said)


def _list(numbers: Sequence[str]) -> str:
    if len(numbers) > MOST_NAMED:
        return f"{', '.join(numbers[: MOST_NAMED - 1])} and {len(numbers) - MOST_NAMED + 1} more"
    return " and ".join(filter(None, (", ".join(numbers[:-1]), numbers[-1])))
