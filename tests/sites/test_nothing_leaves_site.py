"""Whatever `content/` says, nothing is written outside the output folder, and nothing from outside the content folder is read into it."""

import sys

import pytest

from ..conftest import picture, run, write

STORY = "-- content/{name}.md --\n---\ntitle: T {name}\ndate: 2026-11-01\n{header}\n---\n{body}\n"
SECRET = "the secret of the house"  # it is meant to be looked for


def story(name: str, header: str = "", body: str = "Text.") -> str:
    return STORY.format(name=name, header=header, body=body)


#: What content says -> the rule by which somebody is told.
HOSTILE = {
    "slug": (story("a", 'slug: "../../../up"'), "E"),
    "save_as": (story("a", 'save_as: "../../../up.html"'), "E19"),
    "template": (story("a", 'template: "../../../secret"'), "E"),
    "image": (story("a", 'image: {src: "../../secret.png", alt: a, credit: b}'), "E"),
    "absolute image": (story("a", 'image: {src: "/etc/passwd", alt: a, credit: b}'), "E"),
    "source_text": (story("a", 'source_text: "../secret.md"'), "E"),
    "alias": (story("a", 'aliases: ["../../../up/"]'), "E"),
    "yaml tag": (story("a", "deck: !!python/object/apply:os.system ['touch up']"), "E19"),
    "laughs": (story("a", "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))])), "E19"),
    "redirect": (f"{story('a')}-- content/data/redirects.yaml --\n../../../up/: 2026/11/a/\n", "E"),
    "redirect from a tag": (f"{story('a', 'tags: [sea]')}-- content/data/tags.yaml --\nsea: {{was: [../../../up]}}\n", "E"),
    "redirect to": (f"{story('a')}-- content/data/redirects.yaml --\nold/: ../../../up/\n", "E"),
    "tag's slug": (f"{story('a', 'tags: [sea]')}-- content/data/tags.yaml --\n../../../up: {{name: Up}}\n", "E"),
    "category's slug": (f"{story('a', 'categories: [sea]')}-- content/data/categories.yaml --\n../../../up: {{name: Up}}\n", "E"),
    "author's slug": (f"{story('a', 'authors: [Ann]')}-- content/data/authors.yaml --\n../../../up: {{name: Up}}\n", "E"),
    "source's slug": (f"{story('a', 'sources: [Wire]')}-- content/data/sources.yaml --\n../../../up: {{name: Up}}\n", "E"),
    "storyline's slug": (f"{story('a', 'storyline: sea')}-- content/data/storylines.yaml --\n../../../up: {{name: Up}}\n", "E"),
    "include": (story("a", "", "{% include '../../../secret.md' %} {include}../../secret.md [a]({attach}../../secret.png)"), "E"),
}  # fmt: skip


def tree(root) -> dict[str, bytes]:
    """Every file below `root` but what a build may write."""
    found = {}
    for file in root.rglob("*"):
        name = file.relative_to(root).as_posix()
        built = name.startswith(("site/made/here/output", "site/.cache", "site/plugins", "site/themes"))
        if file.is_file() and not built and "__pycache__" not in name:
            found[name] = file.read_bytes()
    return found


def built(root):
    """Build the site at `root/site` with secrets of the house around it."""
    site = root / "site"
    write(site, "")
    (root / "secret.md").write_text(f"---\ntitle: S\ndate: 2026-01-01\n---\n{SECRET}\n")
    (site / "secret.md").write_text((root / "secret.md").read_text())
    picture(site / "secret.png")
    before = tree(root)
    command = [
        sys.executable,
        "-m",
        "pelican.plugins.newsroom",
        "build",
        "-s",
        "publishconf.py",
        "-o",
        "made/here/output",
    ]
    ran = run(command, site)
    said = ran.stdout + ran.stderr
    assert "Traceback" not in said
    after = tree(root)
    assert after == before, sorted(set(after) ^ set(before))
    output = site / "made/here/output"
    leaked = [file for file in output.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()]
    assert leaked == []
    assert not list(output.rglob("secret*"))
    return ran, said


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_is_written_outside_and_somebody_is_told(name, tmp_path):
    text, rule = HOSTILE[name]
    write(tmp_path / "site", text)

    ran, said = built(tmp_path)

    assert f" {rule}" in said
    assert ran.returncode == 1


@pytest.mark.parametrize(
    "link", ["content/link.md", "content/images/secret.png", "content/folder", "content/data/tags.yaml"]
)
def test_a_link_that_leads_out_of_the_content_is_not_followed(link, tmp_path):
    body = "![A picture](/images/secret.png)" if "images" in link else "Text."
    write(tmp_path / "site", story("a", "", body))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "inner.md").write_text(f"---\ntitle: S\ndate: 2026-01-01\n---\n{SECRET}\n")
    picture(outside / "secret.png")
    (outside / "tags.yaml").write_text(f"sea: {{description: {SECRET}}}\n")
    target = {".md": outside / "inner.md", ".png": outside / "secret.png", ".yaml": outside / "tags.yaml"}
    place = tmp_path / "site" / link
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(target.get(place.suffix, outside))

    _, said = built(tmp_path)

    assert "leads out of the content folder" in said


def test_a_theme_that_leads_nowhere_is_told_in_a_sentence(tmp_path, newsroom):
    write(tmp_path, story("a"))
    (tmp_path / "publishconf.py").write_text('from pelicanconf import *\nTHEME = "../../nowhere"\n')

    for command in (("check", "-s", "publishconf.py"), ("publish",)):
        ran = newsroom(*command)
        assert ran.returncode == 2
        assert "publishconf.py cannot be used: Could not find the theme ../../nowhere; mend that setting" in ran.stderr
