"""Dates as real writers wrote them: read where they are plain, refused where they would have to be guessed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pelican.plugins.newsroom.dates import DateFault, day_of, has_offset, leading_date, moment_of

BERLIN = ZoneInfo("Europe/Berlin")

READ = {
    "2013-11-17": "2013-11-17T00:00:00+01:00",
    "2007-04-24 08:58:47+00:00": "2007-04-24T10:58:47+02:00",
    "2007-04-24 01:42:18 -0300": "2007-04-24T06:42:18+02:00",
    "2019-03-28 21:42": "2019-03-28T21:42:00+01:00",
    "2019-08-08 16:59:06": "2019-08-08T16:59:06+02:00",
    "2007-05-28T02:23:31.000Z": "2007-05-28T04:23:31+02:00",
    "2008-01-02 8:32:24 -0400": "2008-01-02T13:32:24+01:00",
    "2016-10-21 18:00+0000": "2016-10-21T20:00:00+02:00",
    "2017-05-08 06:51:03+05:30": "2017-05-08T03:21:03+02:00",
    "2010-09-23T11:55:55+00:00": "2010-09-23T13:55:55+02:00",
    "2015-03-17 14:00:00 -4": "2015-03-17T19:00:00+01:00",
    "2015-03-17 0920": "2015-03-17T09:20:00+01:00",
    "2015-03-17T092030Z": "2015-03-17T10:20:30+01:00",
    "2012-8-3": "2012-08-03T00:00:00+02:00",
    "2014-02-8 14:14": "2014-02-08T14:14:00+01:00",
    "2014-02-24 1:23": "2014-02-24T01:23:00+01:00",
    "2014-02-24 17:7": "2014-02-24T17:07:00+01:00",
    "2019/06/26": "2019-06-26T00:00:00+02:00",
    "2019-07-06 4:00pm": "2019-07-06T16:00:00+02:00",
    "2019-07-06 12:05 am": "2019-07-06T00:05:00+02:00",
    "2019-07-06 18:00+00": "2019-07-06T20:00:00+02:00",
    "2019-07-06  18:00": "2019-07-06T18:00:00+02:00",
    "2026-01-21 T02:23:56+00:00": "2026-01-21T03:23:56+01:00",
}  # fmt: skip


@pytest.mark.parametrize(("text", "moment"), READ.items())
def test_a_date_with_the_year_first_is_read(text, moment):
    assert moment_of(text, BERLIN).isoformat() == moment


REFUSED = [
    "24-05-2015", "08-02-21 15:00", "03/04/2021", "15.03.2024", "2025--10-09", "2021-02-08 16:30-:00+16:30", "2017-04-31", "2026", "3 mars 2015",
    "2026-13-01", "2026-01-01 25:00", "2026-01-01 13:00pm", "tomorrow", "2026-01-01 10:00 +99", "26-01-05",
]  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_a_date_that_would_be_guessed_is_refused_with_a_remedy(text):
    with pytest.raises(DateFault) as fault:
        moment_of(text, UTC)

    assert text in str(fault.value)
    assert fault.value.remedy


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("24-05-2015", "write it as 2015-05-24"), ("11/29/2014 14:30", "write it as 2014-11-29 14:30"), ("3.3.2015", "write it as 2015-03-03"),
        ("04-05-2015", "write the year first: 2026-11-20"), ("24-05-15", "write the year first: 2026-11-20"), ("31-02-2015", "write the year first: 2026-11-20"),
    ],
)  # fmt: skip
def test_a_date_with_the_year_last_that_can_mean_one_day_is_told_as_that_day(text, told):
    """ "24-05-2015" was said to be able to mean two."""
    with pytest.raises(DateFault) as fault:
        moment_of(text, UTC)

    assert fault.value.remedy == told
    assert ("two days" in str(fault.value)) == (told == "write the year first: 2026-11-20")


def test_the_day_of_a_moment_is_the_day_as_written():
    """An offset does not move the day a source was published on."""
    assert day_of("2026-11-19 23:30 -0800").isoformat() == "2026-11-19"


def test_a_date_alone_says_no_offset():
    assert not has_offset("2026-11-20")
    assert not has_offset("2026-11-20 08:00")
    assert has_offset("2026-11-20 08:00Z")
    assert has_offset("2026-11-20T08:00+01:00")


@pytest.mark.parametrize(
    ("name", "split"),
    [
        ("2016-01-28-tram", ("2016-01-28", "tram")),
        ("2016-01-28", ("2016-01-28", "")),
        ("tram-2016-01-28", ("", "tram-2016-01-28")),
    ],
)
def test_a_file_may_begin_with_its_date(name, split):
    assert leading_date(name) == split


def test_the_moment_is_the_same_whatever_the_zone():
    moment = moment_of("2026-11-20 09:00 +0200", BERLIN)

    assert moment == datetime(2026, 11, 20, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("Sun Apr 26 18:10:00 EDT 2015", "write it as 2015-04-26 18:10"), ("3rd March 2021", "write it as 2021-03-03"),
        ("March 2021", "write it as 2026-11-20 or 2026-11-20 09:00"), ("soon", "write it as 2026-11-20 or 2026-11-20 09:00"),
        ("2026-11-20 09:00 CET", "write its offset in place of CET, as in +01:00"),
        ("2026-11-20T09:00 Europe/Berlin", "write its offset in place of Europe/Berlin, as in +01:00"),
        ("2026-11-20 09:00 NOON CET", "write it as 2026-11-20 or 2026-11-20 09:00"),
    ],
)  # fmt: skip
def test_a_date_in_words_is_refused_with_the_way_to_write_it(text, remedy):
    with pytest.raises(DateFault) as caught:
        moment_of(text, UTC)

    assert caught.value.remedy == remedy
