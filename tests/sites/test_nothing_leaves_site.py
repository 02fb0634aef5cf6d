"""Whatever `content/` says, nothing is written outside the output folder, and nothing from outside the content folder is read into it."""

import re
import sys

from ..conftest import picture, run, write

SECRET = "the secret of the house"
LAUGHS = "\n".join(["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12))])


def story(name: str, header: str = "", body: str = "Text.") -> str:
    return f"-- content/{name}.md --\n---\ntitle: T {name}\ndate: 2026-11-01\n{header}\n---\n{body}\n"


#: File of a story -> what it says, and the rule by which somebody is told.
STORIES = {
    "slug": ('slug: "../../../up"', "E19"),
    "save-as": ('save_as: "../../../up.html"', "E19"),
    "template": ('template: "../../../secret"', "E19"),
    "image": ('image: {src: "../../secret.png", alt: a, credit: b}', "E19"),
    "absolute-image": ('image: {src: "/etc/passwd", alt: a, credit: b}', "E10"),
    "source-text": ('source_text: "../secret.md"', "E19"),
    "alias": ('aliases: ["../../../up/"]', "E19"),
    "yaml-tag": ("deck: !!python/object/apply:os.system ['touch up']", "E19"),
    "laughs": (LAUGHS, "E19"),
}
REGISTRIES = {
    "redirects": ("../../../up/: 2026/11/a/\nold/: ../../../up/\n", "E19"),
    "tags": ("../../../up: {name: Up}\nsea: {was: [../../../up]}\n", "E00"),
    "categories": ("../../../up: {name: Up}\n", "E00"),
    "authors": ("../../../up: {name: Up}\n", "E00"),
    "sources": ("../../../up: {name: Up}\n", "E00"),
    "storylines": ("../../../up: {name: Up}\n", "E00"),
}
BODY = "{% include '../../../secret.md' %} {include}../../secret.md [a]({attach}../../secret.png)"


def tree(root) -> dict[str, bytes]:
    """Every file below `root` but what a build may write."""
    found = {}
    for file in root.rglob("*"):
        name = file.relative_to(root).as_posix()
        built = name.startswith(("site/made/here/output", "site/.cache", "site/plugins", "site/themes"))
        if file.is_file() and not built and "__pycache__" not in name:
            found[name] = file.read_bytes()
    return found


def told(root) -> str:
    """Build the site at `root/site`, with secrets of the house around it, and give what was said."""
    site = root / "site"
    write(site, "")
    for folder in (root, site):
        (folder / "secret.md").write_text(f"---\ntitle: S\ndate: 2026-01-01\n---\n{SECRET}\n")
        picture(folder / "secret.png")
    before = tree(root)
    command = (
        sys.executable, "-m", "pelican.plugins.newsroom", "build", "-s", "publishconf.py", "-o", "made/here/output",
    )  # fmt: skip
    ran = run(command, site)
    after = tree(root)

    assert after == before, sorted(set(after) ^ set(before))
    assert ran.returncode == 1
    output = site / "made/here/output"
    assert [file for file in output.rglob("*") if file.is_file() and SECRET.encode() in file.read_bytes()] == []
    assert not list(output.rglob("secret*"))
    said = ran.stdout + ran.stderr
    assert "Traceback" not in said
    return said


def test_no_story_writes_or_reads_outside_and_each_is_told(tmp_path):
    text = "".join(story(name, header) for name, (header, _) in STORIES.items())
    write(tmp_path / "site", text + story("body", "", BODY))

    said = told(tmp_path)

    assert [
        name for name, (_, rule) in STORIES.items() if not re.search(rf"content/{name}\.md:\d+: {rule} ", said)
    ] == []
    assert re.search(r"content/body\.md:\d+: E10 .*leads out of the content folder", said)


def test_no_registry_writes_outside_and_each_is_told(tmp_path):
    text = "".join(f"-- content/data/{name}.yaml --\n{body}" for name, (body, _) in REGISTRIES.items())
    write(tmp_path / "site", story("a", "tags: [sea]") + text)

    said = told(tmp_path)

    assert [name for name, (_, rule) in REGISTRIES.items() if not re.search(rf"{name}\.yaml:1: {rule} ", said)] == []
    assert re.search(r"redirects\.yaml:2: E19 ", said)
    assert re.search(r"tags\.yaml:2: E\d\d ", said)


def test_no_link_that_leads_out_of_the_content_is_followed(tmp_path):
    write(tmp_path / "site", story("a", "", "![A picture](/images/inner.png)"))
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "inner.md").write_text(f"---\ntitle: S\ndate: 2026-01-01\n---\n{SECRET}\n")
    picture(outside / "secret.png")
    (outside / "tags.yaml").write_text(f"sea: {{description: {SECRET}}}\n")
    links = {"link.md": "inner.md", "images/inner.png": "secret.png", "folder": "", "data/tags.yaml": "tags.yaml"}
    for link, target in links.items():
        place = tmp_path / "site" / "content" / link
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(outside / target)

    said = told(tmp_path)

    assert [
        link for link in links if f"content/{link}: E19 this link leads out of the content folder" not in said
    ] == []
    assert "Nothing was written: a link of the content folder leads astray." in said
    assert not (tmp_path / "site/made").exists()


def test_a_theme_that_leads_nowhere_is_told_in_a_sentence(tmp_path, newsroom):
    write(tmp_path, story("a"))
    (tmp_path / "publishconf.py").write_text('from pelicanconf import *\nTHEME = "../../nowhere"\n')

    published = newsroom("publish")
    checked = newsroom("check", "-s", "publishconf.py")

    assert published.returncode == 2
    assert "there is no theme ../../nowhere; copy that folder there" in published.stderr
    assert checked.returncode == 1
    assert "publishconf.py:2: E00 there is no theme ../../nowhere; copy that folder there, or" in checked.stdout
    assert "1 error" in checked.stderr


def test_a_check_reads_its_settings_once_and_lets_pelican_read_them_once(tmp_path, newsroom):
    """Settings may do more than set names: what they print is not to come four times."""
    write(tmp_path, story("a"))
    (tmp_path / "publishconf.py").write_text(
        'import sys\nfrom pelicanconf import *\nTHEME = "../../nowhere"\nprint("settings are read", file=sys.stderr)\n'
    )

    for _first_and_remembered in range(2):
        checked = newsroom("check", "-s", "publishconf.py")

        assert checked.stderr.count("settings are read") == 2
        assert "publishconf.py:3: E00 there is no theme ../../nowhere;" in checked.stdout
