"""A word that is no command is answered with the one that is meant."""

import pytest
from pelican.plugins.newsroom.__main__ import main


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["bild"], 'there is no command "bild"; did you mean newsroom build?'),
        (["init", "lamplighter"], 'there is no command "init"; did you mean newsroom start?'),
        (["--debug", "publsh"], 'there is no command "publsh"; did you mean newsroom publish?'),
        (["dance"], 'there is no command "dance"; newsroom --help lists them all'),
    ],
)
def test_a_word_that_is_no_command_is_answered_with_the_one_that_is_meant(capsys, words, told):
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2
    assert told in capsys.readouterr().err
