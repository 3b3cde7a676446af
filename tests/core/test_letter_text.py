from __future__ import annotations

import pytest

from core.letter_text import read_letter


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo\n"),
        ("<p>One\n   line</p>", "One line\n"),
        ("<p>One<br>Two</p>", "One\nTwo\n"),
        ("<p>Do:</p><ul><li>this</li><li>that</li></ul><p>Bye</p>", "Do:\n\n* this\n* that\n\nBye\n"),
        ("<ol><li>first</li><li>second</li></ol>", "1. first\n2. second\n"),
        (
            '<p><a class="button" href="https://x.example/a">Go</a></p><p>End</p>',
            "Go:\nhttps://x.example/a\n\nEnd\n",
        ),
        ('<p>See <a href="https://x.example/a">this</a>.</p>', "See this:\nhttps://x.example/a\n"),
        ('<p><a href="https://x.example/a">https://x.example/a</a></p>', "https://x.example/a\n"),
        ('<p>Write to <a href="mailto:hr@example.org">hr@example.org</a>.</p>', "Write to hr@example.org.\n"),
        ("<table><tr><th>When</th><td>9am</td></tr><tr><th>Where</th><td>Hall</td></tr></table>",
         "When: 9am\n\nWhere: Hall\n"),
        ("<dl><dt>When</dt><dd>9am</dd></dl>", "When: 9am\n"),
        ("<style>p { color: red }</style><p>A &amp; B &lt;c&gt;</p>", "A & B <c>\n"),
    ],
)  # fmt: skip
def test_plain_text(html: str, text: str):
    assert read_letter(html)[1] == text


def test_the_subject_is_one_line():
    assert read_letter("<title>\n  A &amp; B\n  again </title><p>x</p>")[0] == "A & B again"


def test_long_lines_are_wrapped_but_addresses_are_not():
    address = "https://x.example/" + "a" * 120
    text = read_letter(f'<p>{"word " * 40}</p><ul><li>{"long " * 30}</li></ul><p><a href="{address}">Go</a></p>')[1]
    lines = text.split("\n")
    assert address in lines
    assert all(len(line) <= 78 for line in lines if line != address)
    assert "  long long" in text  # a wrapped item hangs under its words
