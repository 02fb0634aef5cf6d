"""Whoever looks for attributes finds the name of each among the words before signs of equality."""

import re

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.named_values import names_in

TEXTS = st.text(st.sampled_from("ab-<>=\"' \n\t\u00a0\u2028\x1c\x85")) | st.text()


@given(TEXTS)
def test_no_name_of_an_attribute_is_missed(text):
    """Blanks may stand between a name and its sign, as HTML has it."""
    assert set(re.findall(r"\s([^\s=]+)\s*=", text)) <= set(names_in(text))
