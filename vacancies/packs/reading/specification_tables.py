"""Criteria out of a person specification's table, whatever its columns."""

from __future__ import annotations

from vacancies.packs.document import Table
from vacancies.packs.reading.collector import Collector
from vacancies.packs.reading.grid import read_grid, tables_in
from vacancies.packs.reading.listed_tables import ListedTable
from vacancies.packs.reading.marked_tables import MarkedTable
from vacancies.packs.reading.methods import Legend


def table_headings(table: Table, legend: Legend) -> list[str]:
    """What stands over a table's criteria, and again over further ones: 'Criteria', say, or a section's name."""
    return [read_grid(part, legend).heading.strip().lower() for part in tables_in(table, legend)]


def read_table(table: Table, collector: Collector) -> None:
    """Adds a table's criteria to those gathered."""
    parts = tables_in(table, collector.legend)
    for part in parts:
        grid = read_grid(part, collector.legend)
        kind = ListedTable if grid.is_listed else MarkedTable
        kind(part, grid, collector, heads_section=len(parts) > 1 or collector.heads_are_sections).read()
