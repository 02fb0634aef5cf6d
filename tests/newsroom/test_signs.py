"""Signs of whole texts: what is found is what stands there."""

from hypothesis import given
from hypothesis import strategies as st
from pelican.plugins.newsroom.signs import may_define, may_have_fences

TEXTS = st.lists(st.sampled_from(["`", "``", "~", "~~", "]", ":", "]:", " ", "\n", "a"]), max_size=12).map("".join)


@given(TEXTS)
def test_a_text_has_a_sign_where_it_stands_in_it(text):
    assert may_have_fences(text) is ("```" in text or "~~~" in text)
    assert may_define(text) is ("]:" in text)
