"""What stands in a list of a header that is no text."""

import pytest


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("[{sea: deep}, law]", "tags must be text, not a mapping"),
        ("[[sea], law]", "tags must be text, not a list"),
        ("{sea: deep}", "tags must be a list, not a mapping"),
    ],
)
def test_an_item_that_is_no_text_is_named_at_its_line(read, value, said):
    reading = read(f"---\ntitle: Tides\ndate: 2026-01-01\ntags: {value}\n---\nText.\n")

    (fault,) = (one for one in reading.problems if one.rule == "E00")
    assert (fault.line, fault.message) == (4, said)


def test_two_keys_of_one_meaning_give_one_list(read):
    reading = read("---\ntitle: Tides\ndate: 2026-01-01\ntag: sea\ntags: ['sea ,', law, '', deep sea]\n---\nText.\n")

    assert [tag.name for tag in reading.story.tags] == ["sea", "law", "deep sea"]
