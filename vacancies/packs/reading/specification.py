"""The person specification: its blocks, tables and lists alike, read into criteria."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from vacancies.packs.document import Block, Paragraph, Table
from vacancies.packs.reading.collector import Collector
from vacancies.packs.reading.fact_labels import label_of
from vacancies.packs.reading.headings import is_heading, is_stem, may_have_lost_bullet
from vacancies.packs.reading.labelled import LINE
from vacancies.packs.reading.lost_cells import column_heads, mended
from vacancies.packs.reading.methods import (
    Assessed,
    Legend,
    importance_word,
    is_methods_only,
    legend_entries,
    methods_in,
    read_codes,
)
from vacancies.packs.reading.section_names import is_column_head, is_section_name
from vacancies.packs.reading.specification_tables import read_table, table_headings
from vacancies.packs.reading.tags import Tagged, importance_only, take_tags, take_tail
from vacancies.packs.reading.vocabulary import is_signature, names_specification
from vacancies.packs.sources.characters import is_mark

_PROSE = re.compile(
    r"\b(?:candidates?|applicants?|shortlist\w*|this (?:document|specification|form)"
    r"|person specification|please|you (?:will|should|must)|successful candidate|criteria (?:will|are"
    r"|marked))\b",
    re.IGNORECASE,
)


def read_specification(stretches: Sequence[Sequence[Block]], collector: Collector) -> None:
    """Reads each stretch of the document that belongs to the specification."""
    for blocks in stretches:
        _Stretch(list(blocks), collector).read()


class _Stretch:
    def __init__(self, blocks: list[Block], collector: Collector) -> None:
        self.blocks = mended(blocks)
        self.column_heads = column_heads(self.blocks)
        self.to = collector
        self.legend: Legend = collector.legend
        self.lone_levels = self._levels_are_cells()
        self.tails = self._has_tails()
        self.bare = not any(isinstance(b, Table) or isinstance(b, Paragraph) and b.is_item for b in blocks)
        self.after_table = False

    def read(self) -> None:
        self.to.run += 1
        self.to.heads_are_sections = self._heads_differ()
        stem_before = False
        for i, block in enumerate(self.blocks):
            if isinstance(block, Table):
                read_table(block, self.to)
                self.after_table = True
                continue
            if not block.text or is_signature(block.text):
                continue
            stem_before = self._paragraph(i, block, stem_before)

    def _heads_differ(self) -> bool:
        """Whether each of several tables has a heading of its own over its criteria."""
        heads = [h for b in self.blocks if isinstance(b, Table) for h in table_headings(b, self.legend)]
        return len(heads) > 1 and all(heads) and len(set(heads)) == len(heads) and not any(map(importance_word, heads))

    def _paragraph(self, i: int, block: Paragraph, stem_before: bool) -> bool:
        """Reads one paragraph; says whether it is a stem that its list completes."""
        text = block.text
        if i in self.column_heads or self._takes_cell(block) or self._is_aside(i, block):
            return False
        heads = self._heads(i, block)
        if block.is_item and not heads:
            self._criterion(block)
            return False
        if heads:
            return self._heading(i, block)
        if stem_before and may_have_lost_bullet(text) and self._next_is_item(i):
            self._criterion(block)
            return False
        if self.to.carry_on(text) or self._takes_column_heads(text):
            return False
        if not is_stem(text) and self._is_plain_criterion(i, block):
            self._criterion(block)
        return is_stem(text)

    def _is_aside(self, i: int, block: Paragraph) -> bool:
        """Takes what is said of the criteria: their importance, their key, how they are assessed."""
        text = block.text
        if block.bullet:
            return len(legend_entries(text)) >= 2
        if self.to.take_importance(text, outer=self._is_outer(i)):
            return True
        fact = LINE.match(text)
        if fact and not block.is_item and label_of(fact.group(1)):
            return True
        if names_specification(text) and not block.is_item and len(text.split()) <= 14:
            return True
        return self.to.take_statement(text, in_section=bool(self.to.section))

    # ---- cells that lost their table

    def _cells_alone(self) -> list[Paragraph]:
        return [b for b in self.blocks if isinstance(b, Paragraph) and b.text and not b.heading and not b.emphasis]

    def _levels_are_cells(self) -> bool:
        """Whether 'Essential' on a line of its own was a cell beside the line above, not a heading."""
        lines = self._cells_alone()
        lone = [i for i, b in enumerate(lines) if importance_only(b.text)]
        if any(i + 1 < len(lines) and lines[i + 1].is_item for i in lone):
            return False
        if lone and lone[0] + 1 not in lone and all(self._names_something(b.text) for b in lines[: lone[0]]):
            return False  # the first stands over criteria, not beside one
        follow = sum(1 for i in lone if i + 1 < len(lines) and self._is_cell(lines[i + 1].text))
        return len(lone) >= 3 and (len(lone) * 3 >= len(lines) or follow * 2 >= len(lone))

    def _names_something(self, text: str) -> bool:
        return names_specification(text) or is_section_name(text) or is_column_head(text)

    def _is_cell(self, text: str) -> bool:
        return is_methods_only(text) or read_codes(text, self.legend) is not None or is_mark(text)

    def _takes_cell(self, block: Paragraph) -> bool:
        """Takes a line that was a mark, importance or methods cell of the criterion before it."""
        text = block.text
        if block.is_item or not self.to.drafts or self.to.drafts[-1].tabled:
            return is_mark(text) and not text.isalnum()
        draft = self.to.drafts[-1]
        level = importance_only(text)
        if level and (self.lone_levels or len(text) == 1):
            draft.importance = draft.importance or level
            return True
        if is_mark(text) and not (text.isalpha() and text.isascii() and self.legend.method_of(text.upper())):
            return True
        codes = read_codes(text, self.legend) if len(text) <= 14 else None
        if codes is not None and (codes.methods or len(text) == 1):
            draft.assessed = draft.assessed or codes
            return True
        if is_methods_only(text) and not block.emphasis and (not text.endswith(":")):
            draft.assessed = draft.assessed or Assessed(methods_in(text))
            return True
        return False

    def _has_tails(self) -> bool:
        """Whether most lines end in what stood in further columns."""
        lines = [
            b
            for b in self.blocks
            if isinstance(b, Paragraph) and len(b.text.split()) > 2 and not b.emphasis and not self._is_cell(b.text)
        ]
        found = sum(
            1 for b in lines if take_tail(b.text, self.legend).found and not take_tags(b.text, self.legend).found
        )
        return found >= 3 and found * 2 >= len(lines) - 4 and found * 5 >= len(lines) * 2

    def _takes_column_heads(self, text: str) -> bool:
        """Takes headings of columns run together; one that names one importance says it of what follows."""
        if not is_column_head(text):
            return False
        level = importance_word(text)
        if level:
            self.to.set_importance(level, outer=True)
        return True

    # ---- headings

    def _heads(self, i: int, block: Paragraph) -> bool:
        if block.bullet or self.tails and self._tail(block).found:
            return False
        if is_heading(self.blocks, i):
            return not (block.number is not None and self.tails and len(block.text.split()) > 8)
        words = block.text.split()
        if len(words) <= 7 and is_section_name(block.text):
            return True
        after = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
        over_level = isinstance(after, Paragraph) and len(after.text) > 1 and importance_only(after.text)
        before = self.blocks[i - 1] if i else None
        opens = not isinstance(before, Paragraph) or before.is_item or block.apart or names_specification(before.text)
        if isinstance(after, Table) or over_level and opens and not self.lone_levels:
            return not block.is_item and len(words) <= 7 and not block.text.endswith((".", ";"))
        if not isinstance(after, Paragraph) or block.is_item or len(words) > 7 or block.text.endswith("."):
            return False
        if self.tails:
            return not self._tail(block).found and self._tail(after).found and block.text[0].isupper()
        return self.bare and block.apart and not after.apart and not importance_only(after.text)

    def _heading(self, i: int, block: Paragraph) -> bool:
        text = block.text
        if self._takes_column_heads(text) or legend_entries(text):
            return False
        if is_stem(text) and not is_section_name(text.rstrip(":")):
            level = importance_word(text)
            if level:
                self.to.set_importance(level, outer=not self.to.section)
            return True
        if self.to.drafts or self.to.section or not self._is_title(i, block):
            self.to.open_section(text, block.number)
        return False

    def _is_title(self, i: int, block: Paragraph) -> bool:
        """A heading right under 'Person specification' that names the post, not a section."""
        before = [b for b in self.blocks[:i] if isinstance(b, Paragraph) and b.text]
        after = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
        if is_section_name(block.text) or not before or not names_specification(before[-1].text):
            return False
        followed = isinstance(after, Paragraph) and (after.is_item or bool(importance_only(after.text)))
        return not followed

    def _is_outer(self, i: int) -> bool:
        """Whether an Essential heading stands over sections, rather than within one."""
        after = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
        if self.to.importance_outer or not self.to.section:
            return True
        if not isinstance(after, Paragraph) or after.is_item or importance_only(after.text):
            return False
        return is_heading(self.blocks, i + 1)

    # ---- criteria

    def _tail(self, block: Paragraph) -> Tagged:
        return take_tail(block.text, self.legend)

    def _criterion(self, block: Paragraph) -> None:
        if is_stem(block.text) and block.bullet and len(block.text.split()) < 4:
            return
        tail = self._tail(block) if self.tails else None
        leading = re.match(r"(?P<level>[ED])\s+(?=[A-Z])", block.text) if self.tails else None
        if leading and not (tail and tail.importance):
            rest = replace(block, text=block.text[leading.end() :])
            self.to.add(rest, importance=importance_only(leading["level"]), tail=take_tail(rest.text, self.legend))
            return
        self.to.add(block, tail=tail)

    def _next_is_item(self, i: int) -> bool:
        after = self.blocks[i + 1] if i + 1 < len(self.blocks) else None
        return isinstance(after, Paragraph) and after.is_item

    def _is_plain_criterion(self, i: int, block: Paragraph) -> bool:
        """Whether a line without bullet or number is a criterion: where no line around it has one."""
        if len(block.text.split()) > 60 or _PROSE.search(block.text) or legend_entries(block.text):
            return False
        if self.tails:
            return self._tail(block).found or bool(self.to.drafts)
        if take_tags(block.text, self.legend).found:
            return True
        if not self.bare and self._section_has_items(i):
            return False
        if self.after_table:
            return False
        named = self.to.section or self.to.importance
        return bool(named) or self.bare and len(block.text.split()) >= 3

    def _section_has_items(self, i: int) -> bool:
        """Whether bullets, numbers or a table stand between the headings around a line."""
        for step in (1, -1):
            j = i + step
            while 0 <= j < len(self.blocks):
                other = self.blocks[j]
                if isinstance(other, Table) or other.is_item and not (step == -1 and self._heads(j, other)):
                    return True
                if is_heading(self.blocks, j) or importance_only(other.text):
                    break
                j += step
        return False
