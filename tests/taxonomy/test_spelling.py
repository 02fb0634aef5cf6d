"""When two spellings mean one thing, and when they nearly do."""

import pytest
from pelican.plugins.taxonomy.spelling import family, near_pairs


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("sanction", "Sanctions"),
        ("sea-level", "sea level"),
        ("U.S.", "US"),
        ("New York's", "New Yorks"),
        ("city budget", "City Budgets"),
        ("policy", "policies"),
        ("church", "churches"),
        ("Київ", "КИЇВ"),
    ],
)
def test_spellings_of_one_thing(one, other):
    assert family(one) == family(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("C", "C++"),
        ("C++", "C#"),
        (".NET", "net"),
        ("news", "new"),
        ("arms", "arm"),
        ("G7", "G20"),
        ("physics", "physic"),
        ("🚀", "🎉"),
        ("class", "clas"),
        ("Київ", "Києв"),
    ],
)
def test_different_things(one, other):
    assert family(one) != family(other)


def test_names_a_slip_apart_are_found_once():
    names = ["Zelensky", "Zelenskyy", "Zelenksy", "G2020", "G2021", "bananas", "oil", "oik"]

    assert list(near_pairs(names)) == [("Zelenksy", "Zelensky"), ("Zelensky", "Zelenskyy")]
