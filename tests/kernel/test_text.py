"""Words as people typed them: what is kept, what is cleaned, what counts as nothing (T-45)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from deliberate.kernel.text import is_visible, line, paragraphs


def test_a_line_has_no_breaks():
    assert line("One\ntwo\r\nthree\u2028four\u2029five") == "One two three four five"


def test_paragraphs_keep_theirs_and_one_empty_line():
    assert paragraphs("One\r\ntwo\n\n\n\n three  four \rfive\n") == "One\ntwo\n\nthree four\nfive"


def test_signs_that_scripts_need_are_kept():
    assert line("کتاب\u200cها") == "کتاب\u200cها"
    assert line("👨\u200d👩\u200d👧") == "👨\u200d👩\u200d👧"


def test_catalans_own_letter_is_kept():
    assert line("col·laboració") == "col·laboració"


def test_the_same_letter_is_kept_in_one_form():
    assert line("Iru\u0301n") == line("Irún") == "Irún"


def test_a_sentence_in_a_right_to_left_script_is_kept():
    assert line("مرحبا بالعالم") == "مرحبا بالعالم"


@given(st.text())
def test_cleaning_twice_is_cleaning_once(typed: str):
    assert line(line(typed)) == line(typed)
    assert paragraphs(paragraphs(typed)) == paragraphs(typed)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_whatever_is_typed_can_be_stored_and_sent(typed: str):
    """T-45: no lone surrogate, no NUL, no line break in a line, no override."""
    for cleaned in (line(typed), paragraphs(typed)):
        cleaned.encode("utf-8")
        assert not set(cleaned) & set("\x00\x1b\r\u202e\u2066\u2069\ufeff\u00ad")
    assert "\n" not in line(typed)


def test_spaces_and_joiners_alone_cannot_be_seen():
    assert is_visible("a")
    assert is_visible("🌻")
    assert is_visible("…")
    for nothing in ("", " ", "\u200d\u200c", "\u0301", "\ufe0f"):
        assert not is_visible(nothing), ascii(nothing)
