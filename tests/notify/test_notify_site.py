"""`newsroom notify`: what has changed on the published site, to whom it is told, and what never leaves the house."""

import json

import pytest
from pelican.plugins.publishing.manifest import FILE, Source, digests, text_of

from tests.conftest import builder

pytestmark = pytest.mark.slow

KEY = "a1b2c3d4e5f6"
SITE = """
-- content/one.md --
---
title: Old news
date: 2026-11-01
id: one1
sources: [{{name: Gazette, url: "{url}/tag", title: The tram, changes: A map.}}]
---
See [their plan]({url}/header) and [another]({url}/none).
-- content/own.md --
---
title: Our own
date: 2026-11-02
id: own1
---
Seen by ourselves.
-- content/hidden.md --
---
title: Unlisted
date: 2026-11-02
id: hid1
status: hidden
---
With [a link]({url}/tag).
-- content/theirs.md --
---
title: A reprint
date: 2026-11-02
id: rep1
sources: [{{name: Wire, relation: republished, url: "{url}/anchor", license: CC-BY-4.0}}]
---
Theirs.
-- content/later.md --
---
title: Nobody knows yet
date: 2026-11-02
id: emb1
embargo: 2030-01-01T08:00+00:00
sources: [{{name: Secret, url: "{url}/secret"}}]
---
Not before.
"""
NEW = """
-- content/new.md --
---
title: New today
date: 2026-11-20
id: new1
sources:
- {{name: Gazette, url: "{url}/moved", title: "The tram, again", author: A. Bee}}
- {{name: Post, relation: via}}
---
More of it.
"""


@pytest.fixture
def site(newsroom, receivers, tmp_path):
    """A site that is published again and again."""
    settings = {
        "key": KEY,
        "indexnow": f"{receivers.url}/indexnow",
        "webmentions": True,
        "private": True,
        "pause": 0.0,
        "tries": 1,
    }
    more = f'PLUGINS = [*PLUGINS, "pelican.plugins.notify"]\nNOTIFY = {settings!r}\nFEEDS = {{"hub": "{receivers.url}/hub"}}'
    build = builder(tmp_path)

    class Site:
        root = tmp_path
        notify = staticmethod(lambda *words, **env: newsroom("notify", *words, **env))

        @staticmethod
        def publish(text="", more="", **environment):
            built = build(text.format(url=receivers.url), more=more, **environment)
            assert built.code == 0, built.log
            manifest = text_of(digests(built.output), Source(), "https://news.example", {})
            (built.output / FILE).write_text(manifest, encoding="utf-8")
            return built

    Site.publish(SITE, more)
    return Site


def lines(ran) -> set[str]:
    assert ran.returncode in (0, 1), ran.stderr
    return set(ran.stdout.splitlines())


def test_from_the_first_edition_to_the_next(site, receivers):
    first = site.notify()
    assert lines(first) == set()
    assert "nothing was told yet" in first.stderr
    assert site.notify("--send").returncode == 0
    assert (receivers.told, receivers.asked) == ([], [])

    assert (site.root / f"output/{KEY}.txt").read_text(encoding="utf-8") == KEY
    manifest = (site.root / "output/build.json").read_text(encoding="utf-8")
    (site.root / "old.json").write_text(manifest, encoding="utf-8")
    site.publish(NEW)
    shown = site.notify()
    page = "https://news.example/2026/11/new/"
    assert f"webmention: {receivers.url}/moved <- {page}" in lines(shown)
    assert f"indexnow: {receivers.url}/indexnow <- {page}" in lines(shown)
    assert f"websub: {receivers.url}/hub <- https://news.example/feeds/all.atom.xml" in lines(shown)
    assert lines(site.notify("--since", "old.json")) == lines(shown)
    first, second = site.notify("--letters").stdout.split("-----")
    assert "To: Gazette\nSubject: We built on your story: New today\n" in first
    assert f"  The tram, again, A. Bee, {receivers.url}/moved\n" in first
    assert f"  {page}\n" in first
    assert "This article was originally reported by Gazette. First spotted at Post." in first
    assert "To: Post" in second
    assert (receivers.told, receivers.asked) == ([], [])  # nothing leaves the house before --send

    receivers.codes = {"/hub": [503]}
    sent = site.notify("--send")
    told = list(receivers.told)
    addresses = next(data for path, data in told if path == "/indexnow")["urlList"]
    assert page in addresses
    assert "https://news.example/" in addresses
    assert not [one for one in addresses if "hidden" in one or "theirs" in one or "later" in one or "404" in one]
    assert [data for path, data in told if path == "/mention"] == [{"source": page, "target": f"{receivers.url}/moved"}]
    assert sent.returncode == 1
    assert "1 left for the next time" in sent.stderr

    again = site.notify("--send")
    assert again.returncode == 0
    assert [path for path, _ in receivers.told[len(told) :]] == ["/hub"]  # what failed, and nothing else
    assert "0 to tell" in site.notify("--send").stderr
    everything = json.dumps(receivers.told) + "".join(receivers.asked)
    assert "later" not in everything
    assert "secret" not in everything


def test_everything_is_told_of_when_one_says_so_and_one_service_at_a_time(site, receivers):
    shown = lines(site.notify("--all"))

    assert {one for one in shown if one.startswith("webmention")} == {
        f"webmention: {receivers.url}/{target} <- https://news.example/2026/11/{page}/"
        for page, target in [("one", "tag"), ("one", "header"), ("one", "none"), ("theirs", "anchor")]
    }
    sent = site.notify("--send", "--all", "--only", "webmention")
    assert "none: the page takes no webmentions" in sent.stdout
    assert {path for path, _ in receivers.told} == {"/mention"}
    assert len(receivers.told) == 3

    rest = site.notify("--send")
    assert {path for path, _ in receivers.told[3:]} == {"/hub", "/indexnow"}
    assert rest.returncode == 0


def test_a_story_that_is_withdrawn_from_the_public_is_spoken_of_no_more(site, receivers):
    """Published by mistake, then put under embargo: neither the page that is still there nor the one that has gone is told of."""
    site.notify("--send")
    site.publish(NEW)
    path = site.root / "content/new.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("id: new1", "id: new1\nembargo: 2030-01-01T08:00+00:00"),
        encoding="utf-8",
    )

    before = site.notify()
    site.publish()
    site.notify("--send")

    assert "2026/11/new/" not in before.stdout
    assert "2026/11/new/" not in json.dumps(receivers.told)


def test_only_who_is_concerned_is_told_of_a_change(site, receivers):
    """The page of every story changes with the list of related ones; a story changes when it says so."""
    site.notify("--send")
    path, page = site.root / "content/one.md", "https://news.example/2026/11/one/"
    text = path.read_text(encoding="utf-8")

    def told_after(changed: str) -> set[tuple[str, str]]:
        path.write_text(changed, encoding="utf-8")
        site.publish()
        return {tuple(line.split(" ")[1::2]) for line in lines(site.notify("--only", "webmention"))}

    assert told_after(text.replace("See [", "Do see [")) == set()
    assert told_after(text.replace("/none", "/bare")) == {(f"{receivers.url}/{one}", page) for one in ("none", "bare")}
    assert told_after(text.replace("id: one1", "id: one1\nmodified: 2026-11-09")) == {
        (f"{receivers.url}/{one}", page) for one in ("tag", "header", "none")
    }


def test_what_is_called_wrongly_is_told_in_a_sentence(site, receivers):
    (site.root / "old.json").write_text("[]", encoding="utf-8")
    cases = [
        (("--since", "old.json"), "no manifest", "https://news.example"),
        (("--since", "nowhere.json"), "no manifest", "https://news.example"),
        (("-s", "pelicanconf.py"), "name the same SITEURL as when it was published", "https://other.example"),
        (("--only", "pigeons"), "invalid choice", "https://news.example"),
        (("--send", "--dry-run"), "not allowed with", "https://news.example"),
    ]
    told = [(site.notify(*words, SITEURL=url), says) for words, says, url in cases]
    index = site.root / "output/index.html"
    index.write_text("x", encoding="utf-8")
    told.append((site.notify("--all"), "index.html is not what build.json says"))
    (site.root / "output/build.json").unlink()
    told.append((site.notify(), "holds no build.json"))

    assert [ran.returncode for ran, _ in told] == [2] * 7
    assert [says for ran, says in told if says not in ran.stderr] == []
    assert "Traceback" not in "".join(ran.stderr for ran, _ in told)
    assert receivers.told == []
