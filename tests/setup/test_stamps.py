"""A step of the set-up is done once for the same inputs, and again when one changes or its work is gone."""

from __future__ import annotations

import shutil

import pytest

from script.lib.stamps import digest, once


@pytest.fixture
def step(tmp_path):
    """Return a function that does the step, and the folder it makes; each doing adds a line to a log."""
    made, source, log = tmp_path / "made", tmp_path / "source", tmp_path / "log"
    source.mkdir()
    (source / "a").write_text("one")

    def work():
        made.mkdir(exist_ok=True)
        with log.open("a") as file:
            file.write("done\n")

    def do(*extra):
        once(made / ".stamp", [source, *extra], work)
        return len(log.read_text().splitlines())

    return do, made, source


def test_the_same_inputs_do_nothing_again(step):
    do, _, _ = step
    assert [do(), do(), do()] == [1, 1, 1]


def test_a_changed_or_added_file_or_word_does_it_again(step):
    do, _, source = step
    assert do() == 1
    (source / "a").write_text("two")
    assert do() == 2
    (source / "b").write_text("")
    assert do() == 3
    assert do("3.12") == 4


def test_work_thrown_away_is_done_again(step):
    do, made, _ = step
    assert do() == 1
    shutil.rmtree(made)
    assert do() == 2


def test_a_step_that_breaks_leaves_no_stamp(tmp_path):
    def work():
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        once(tmp_path / ".stamp", ["x"], work)
    assert not (tmp_path / ".stamp").exists()


def test_two_texts_are_not_the_same_as_their_sum():
    assert digest(["ab", "c"]) != digest(["a", "bc"])
