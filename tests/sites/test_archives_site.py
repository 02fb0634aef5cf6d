"""Archives stay short pages however many stories there are: with very many they lead to years and months."""

import pytest

OURS = "https://news.example/"


def stories(month: str, count: int) -> str:
    return "".join(
        f"-- content/{month}-{n}.md --\nTitle: Story {month} {n}\nDate: {month}-{n % 28 + 1:02}\nCategory: World\n\nText.\n"
        for n in range(count)
    )


def months(page) -> list[tuple[str, str]]:
    """(address, number of stories) of each month that a page leads to."""
    return [(one.a["href"].removeprefix(OURS), one.span.text) for one in page.select("main .index li") if one.span]


def test_few_stories_are_all_named(build):
    built = build(stories("2026-01", 3) + stories("2025-12", 1))

    assert built.code == 0, built.log
    archives = built.page("/archives/")
    assert [one["href"] for one in archives.select("main h2 a")] == [f"{OURS}2026/", f"{OURS}2025/"]
    assert len(archives.select("main .index li")) == 4
    assert f"{OURS}2026/01/2026-01-2/" in built.links("/2026/")


@pytest.mark.slow
def test_very_many_are_found_by_their_months(build):
    built = build(stories("2026-02", 205) + stories("2026-01", 20) + stories("2025-12", 280))

    assert built.code == 0, built.log
    assert months(built.page("/archives/")) == [("2026/02/", "205"), ("2026/01/", "20"), ("2025/12/", "280")]
    assert months(built.page("/2026/")) == [("2026/02/", "205"), ("2026/01/", "20")]
    assert len(built.page("/2026/02/").select("main .headlines li")) == 205
    assert len(built.page("/2026/01/").select("main .card")) == 20
    for month, count in (("2026-02", 205), ("2025-12", 280)):
        address = f"{OURS}{month.replace('-', '/')}/"
        assert {f"{address}{month}-{n}/" for n in range(count)} <= built.links(address.removeprefix(OURS[:-1]))

    built = build(stories("2026-03", 1))

    assert months(built.page("/archives/"))[0] == ("2026/03/", "1")


def test_a_site_without_pages_of_months_names_all(build):
    built = build(stories("2026-01", 210), more='MONTH_ARCHIVE_SAVE_AS = ""')

    assert built.code == 0, built.log
    assert len(built.page("/2026/").select("main .headlines li")) == 210
