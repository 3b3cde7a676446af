"""Ways in which schools set out a person specification."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby
from random import Random

from tests.vacancies.packs.layouts import wording as w
from tests.vacancies.packs.layouts.blocks import Block, Grid, Heading, Item, Listing, Square, Words, square
from tests.vacancies.packs.layouts.making import Making, method_cells, method_heads
from tests.vacancies.packs.layouts.meant import Line, in_order
from tests.vacancies.packs.layouts.row_tables import table_of_rows
from vacancies.packs.pack import Importance, Method

Layout = Callable[[Making], list[Line]]


TELLINGS = ("none", "words", "codes", "two letters", "columns", "section", "whole")
MOST_METHODS: tuple[Method, ...] = ("application", "interview", "references", "task", "certificates", "presentation")


def meant_lines(random: Random, *, sections: int = 4) -> list[Line]:
    """Criteria by chance: sections under one of their names, essential ones first in each."""
    names = list(w.SECTIONS)[:sections] if random.random() < 0.5 else sorted(
        random.sample(list(w.SECTIONS), sections), key=list(w.SECTIONS).index
    )  # fmt: skip
    usual: tuple[Method, ...] = ("application", "interview", *random.sample(MOST_METHODS[2:], 2))
    lines: list[Line] = []
    mixed = random.random() < 0.4
    for name in names:
        label = random.choice(w.SECTION_NAMES[name])
        group = []
        for text in w.some(random, w.SECTIONS[name], 2, 6):
            methods = in_order(set(random.sample(usual, random.choice((1, 2, 2, 3)))))
            importance: Importance = "desirable" if random.random() < 0.3 else "essential"
            group.append(Line(label, text, importance, methods))
        lines += group if mixed else sorted(group, key=lambda c: c.importance or "", reverse=True)
    return lines


def by_importance(lines: Sequence[Line]) -> list[Line]:
    """Essential ones first in each section, as columns and sub-headings hold them."""
    return [
        c for _, group in groupby(lines, key=lambda c: c.section)
        for c in sorted(group, key=lambda c: c.importance or "", reverse=True)
    ]  # fmt: skip


# ---- how methods are told outside the rows


def choose_words(making: Making) -> None:
    """Picks the document's words and codes for each method."""
    making.words = {m: making.one(ways) for m, ways in w.METHOD_WORDS.items()}
    making.codes = dict(w.TWO_LETTERS if making.telling == "two letters" else w.ONE_LETTER)


def legend(making: Making) -> list[Block]:
    """A key to the codes in one of the forms that schools use."""
    used = [m for m in making.codes if any(m in c.methods for c in making.lines)]
    pairs = [(making.codes[m], w.METHOD_WORDS[m][0]) for m in used]
    form = making.random.randrange(9)
    if form == 0:
        return [Words("Key: " + ", ".join(f"{c} = {m}" for c, m in pairs))]
    if form == 1:
        return [Words("; ".join(f"{c} – {m}" for c, m in pairs))]
    if form == 2:
        return [Words("Key to assessment methods: " + " ".join(f"({c}) {m}" for c, m in pairs))]
    if form == 3:
        return [Words(", ".join(f"{m} ({c})" for c, m in pairs) + ".")]
    if form == 4:
        return [Words("Key"), *(Words(f"{c} = {m}") for c, m in pairs)]
    if form == 5:
        return [Grid(tuple((square(c), square(m)) for c, m in pairs), heads=0)]
    if form == 6:
        return [Words("* " + " / ".join(f"{c}: {m}" for c, m in pairs))]
    if form == 7:
        return [Words("Evidence of criteria will be established from: " + "; ".join(f"{c} - {m}" for c, m in pairs))]
    return [Words("Assessment key:", bold=True), Words("   ".join(f"{c} {m}" for c, m in pairs))]


def whole_statement(making: Making, methods: Sequence[Method]) -> Words:
    """A sentence that names the methods for every criterion."""
    named = [making.words[m].lower() for m in methods]
    told = ", ".join(named[:-1]) + f" and {named[-1]}" if len(named) > 1 else named[0]
    return Words(
        making.one(
            (
                f"All criteria will be assessed by {told}.",
                f"Method of assessment: {told}",
                f"The criteria below are assessed through {told}.",
                f"Each of these will be tested at {told}.",
                f"How assessed: {told}",
            )
        )
    )


def section_statement(making: Making, methods: Sequence[Method]) -> str:
    """A line that names the methods for one section."""
    told = ", ".join(making.words[m] for m in methods)
    return making.one((f"Assessed by: {told}", f"(Assessed by {told})", f"Evidence: {told}", f"Method: {told}"))


# ---- tables


def table_of_lists(making: Making) -> list[Line]:
    """Essential and Desirable columns that hold the criteria themselves, bulleted or line by line."""
    random = making.random
    pair = random.choice([p for p in w.PAIR_HEADS if len(p[0]) > 4])
    way = random.choice(("column", "column", "row", "heading", "header"))
    bulleted = random.random() < 0.6
    per_row = making.telling in {"words", "codes", "two letters"}
    split = per_row and random.random() < 0.2
    heads = [pair[0], *([making.one(w.METHOD_HEADS)] if split else []), pair[1]]
    heads += [making.one(w.METHOD_HEADS)] if per_row else []
    first = [making.one(w.CATEGORY_HEADS)] if way == "column" else []
    rows: list[tuple[Square, ...]] = [tuple(square(h, bold=True) for h in (*first, *heads))]
    meant: list[Line] = []
    if way == "header":
        first = ["x"]
        rows = []
    for s, (name, group) in enumerate(making.sections()):
        lines = by_importance(group)
        told = {level: next((c.methods for c in lines if c.level == level), ()) for level in "ED"}
        if not split:
            told = dict.fromkeys("ED", lines[0].methods)
        lines = [replace(c, methods=told[c.level] if per_row else c.methods) for c in lines]
        cells = {x: Square(tuple(c.text for c in lines if c.level == x), bulleted=bulleted) for x in "ED"}
        by = {x: [square(making.told(next(c for c in lines if c.level == x)) if cells[x].lines else "")] for x in "ED"}
        if way == "row":
            rows.append((square(name, span=len(heads), bold=True),))
        elif way in {"heading", "header"}:
            if s:
                making.blocks.append(Grid(tuple(rows)))
            if way == "heading":
                making.blocks.append(Heading(name, 2))
            rows = [tuple(square(h, bold=True) for h in ([name, *heads] if way == "header" else heads))]
        label = [square(name, bold=True)] if way == "column" else [square("")] if way == "header" else []
        row = [*label, cells["E"], *(by["E"] if split else []), cells["D"]]
        row += (by["D"] if split else [square(making.told(lines[0]))]) if per_row else []
        if way == "header":  # the section's name heads the first of two or three columns of lists
            rows = [tuple(square(h, bold=True) for h in (name, *heads))]
        rows.append(tuple(row))
        meant += lines
    making.blocks.append(Grid(tuple(rows)))
    return meant


def tables_by_importance(making: Making) -> list[Line]:
    """A table of essential criteria and one of desirable ones, methods beside them."""
    meant: list[Line] = []
    lettered = making.random.random() < 0.5
    over = making.random.random() < 0.5
    for level, word in (("E", "Essential"), ("D", "Desirable")):
        lines = [c for c in making.lines if c.level == level]
        if not lines:
            continue
        mark = making.one(w.MARKS[:6])
        methods = method_heads(making)
        title = making.one((f"{word} criteria", word, f"{word} requirements"))
        head = making.one(("Criteria", "Requirement")) if over else title
        numbered = [square("No.")] if lettered else []
        if over:
            making.blocks.append(Heading(title, 2))
        rows: list[tuple[Square, ...]] = [(*numbered, *(square(t, bold=True) for t in (head, *methods)))]
        for i, line in enumerate(lines, 1):
            number = f"{level}{i}" if lettered else None
            cells = [square(number), square(line.text)] if number else [square(line.text)]
            rows.append((*cells, *method_cells(making, line, mark)))
            meant.append(replace(line, section="", number=number))
        making.blocks.append(Grid(tuple(rows)))
    return meant


def table_with_codes_for_marks(making: Making) -> list[Line]:
    """Method codes or words stand in the Essential and Desirable columns themselves."""
    if making.telling not in {"codes", "two letters", "words"}:
        making.telling = "codes"
        choose_words(making)
    pair = making.random.choice(w.PAIR_HEADS[:2])
    rows: list[tuple[Square, ...]] = [(square("Criteria"), square(pair[0]), square(pair[1]))]
    for name, lines in making.sections():
        rows.append((square(name, span=3, bold=True),))
        rows += [
            (square(c.text), *(square(making.told(c) if c.level == x else "") for x in "ED")) for c in lines
        ]  # fmt: skip
    making.blocks.append(Grid(tuple(rows)))
    return [c.without(importance=making.lost) for c in making.lines]


# ---- lists


def _items(making: Making, texts: Sequence[str], s: int, first: int = 1) -> tuple[Listing, list[str | None]]:
    """A list of criteria, and the numbers printed before them."""
    form = making.form
    numbers: list[str | None] = [None] * len(texts)
    if form == "nested":
        numbers = [f"{s}.{i}" for i, _ in enumerate(texts, first)]
    elif form == "letters":
        numbers = [chr(ord("a") + i) for i, _ in enumerate(texts)]
    elif form in {"plain", "automatic"}:
        numbers = [str(i) for i, _ in enumerate(texts, 1)]
    forms = (("decimal", "%1."),) if form == "automatic" else ()
    return Listing(tuple(Item(t, n) for t, n in zip(texts, numbers, strict=True)), forms), numbers


def list_with_tags(making: Making) -> list[Line]:
    """Bullets under section headings, each with its letter before or after it."""
    tag = making.random.choice(("{t} (E)", "{t} [E]", "{t} – E", "(E) {t}", "{t} (Essential)", "Essential: {t}",
                                "E - {t}", "{t} - Essential", "[E] {t}", "{t} *E*", "{t} (e)"))  # fmt: skip
    codes = making.telling in {"codes", "two letters"} and tag.endswith(")")
    together = codes and making.random.random() < 0.5
    meant: list[Line] = []
    for s, (name, lines) in enumerate(making.sections(), 1):
        making.blocks.append(Heading(name, 2))
        if making.telling == "section":
            making.blocks.append(Words(section_statement(making, lines[0].methods)))
            lines = [replace(c, methods=lines[0].methods) for c in lines]
        texts = []
        for c in lines:
            text = _tagged(tag, c)
            if codes:
                told = "/".join(making.codes[m] for m in c.methods)
                text = text[:-1] + f", {told})" if together else f"{text} ({told})"
            texts.append(text)
        listing, numbers = _items(making, texts, s)
        making.blocks.append(listing)
        meant += [replace(c, number=n) for c, n in zip(lines, numbers, strict=True)]
    return meant if codes or making.telling in {"section", "whole"} else [c.without(methods=True) for c in meant]


def _tagged(tag: str, line: Line) -> str:
    word = "Essential" if line.level == "E" else "Desirable"
    shown = tag.replace("Essential", word).replace("(E)", f"({line.level})").replace("[E]", f"[{line.level}]")
    shown = (
        shown.replace("– E", f"– {line.level}")
        .replace("*E*", f"*{line.level}*")
        .replace("(e)", f"({line.level.lower()})")
    )
    shown = line.level + shown[1:] if tag.startswith("E -") else shown
    return shown.format(t=line.text)


def sub_headings(making: Making) -> list[Line]:
    """Essential and Desirable headings, inside sections or over them, with lists under them."""
    outer = making.random.random() < 0.4
    essential, desirable = making.random.choice(
        (("Essential", "Desirable"), ("Essential:", "Desirable:"), ("ESSENTIAL", "DESIRABLE"),
         ("Essential criteria", "Desirable criteria"), ("Essential requirements:", "Desirable requirements:"))
    )  # fmt: skip
    meant: list[Line] = []

    def listed(lines: list[Line], s: int, first: int = 1) -> None:
        listing, numbers = _items(making, [c.text for c in lines], s, first)
        making.blocks.append(listing)
        meant.extend(replace(c, number=n) for c, n in zip(lines, numbers, strict=True))

    groups = list(making.sections())
    if outer:
        for level, word in (("E", essential), ("D", desirable)):
            kept = [(name, [c for c in lines if c.level == level]) for name, lines in groups]
            kept = [(name, lines) for name, lines in kept if lines]
            if kept:
                making.blocks.append(Heading(word, 2))
            for s, (name, lines) in enumerate(kept, 1 if level == "E" else 6):
                making.blocks.append(Heading(name, 3))
                listed(lines, s)
    else:
        for s, (name, group) in enumerate(groups, 1):
            making.blocks.append(Heading(name, 2))
            lines = by_importance(group)
            if making.telling == "section":
                making.blocks.append(Words(section_statement(making, lines[0].methods)))
                lines = [replace(c, methods=lines[0].methods) for c in lines]
            for level, word in (("E", essential), ("D", desirable)):
                kept_lines = [c for c in lines if c.level == level]
                if kept_lines:
                    making.blocks.append(Heading(word, 3))
                    listed(kept_lines, s, 1 + lines.index(kept_lines[0]))
    told = making.telling == "whole" or making.telling == "section" and not outer
    return meant if told else [c.without(methods=True) for c in meant]


LAYOUTS: dict[str, Layout] = {
    "table of rows": table_of_rows,
    "table of lists": table_of_lists,
    "tables by importance": tables_by_importance,
    "codes for marks": table_with_codes_for_marks,
    "list with tags": list_with_tags,
    "sub-headings": sub_headings,
}


def specification(
    random: Random, layout: str, telling: str | None = None, *, lost: bool = False
) -> tuple[list[Block], list[Line]]:
    """The blocks of a specification, without its own heading, and what they mean."""
    lines = meant_lines(random, sections=random.randint(2, 5))
    form = random.choice(("bullet", "bullet", "bullet", "nested", "letters", "plain", "automatic"))
    making = Making(random, lines, telling or random.choice(TELLINGS), form=form, lost=lost)
    choose_words(making)
    whole = in_order({"application", "interview", *random.sample(MOST_METHODS[2:], 1)})
    if making.telling == "whole":
        making.lines = [replace(c, methods=whole) for c in lines]
    meant = LAYOUTS[layout](making)
    if layout == "table of lists" and making.telling == "columns":
        meant = [c.without(methods=True) for c in meant]
    if making.telling in {"codes", "two letters", "columns"} and any(c.methods for c in meant):
        key = legend(making)
        making.blocks = [*key, *making.blocks] if random.random() < 0.5 else [*making.blocks, *key]
    if making.telling == "whole":
        making.blocks.insert(0, whole_statement(making, whole))
    tabular = layout in {"table of rows", "table of lists", "tables by importance"}
    if making.telling == "none" or tabular and making.telling == "section" or lost and making.telling == "columns":
        meant = [c.without(methods=True) for c in meant]
    return making.blocks, meant
