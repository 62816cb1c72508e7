"""G9: every template can be read, is clean, stays in the house and sends the token."""

import re
from pathlib import Path

from jinja2 import nodes

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted((ROOT / "app").glob("**/templates/**/*.html"))
COMMENT = re.compile(r"{#.*?#}", re.S)
FORM = re.compile(r"<form\b[^>]*\bmethod=[\"']?post.*?</form>", re.S | re.I)
TOKEN = re.compile(r"csrf_token|hidden_tag|hidden_fields|ui\.token")
#: Forms that a script sends, with the token as a header, or that nobody sends.
WITHOUT_TOKEN = {"ui/dialogs.html": "static/js/relogin.js", "ui/gallery.html": "an exhibit"}
RULES = (
    (r"<[^>]+\sstyle=", "no inline style: write a class"),
    (r"<[^>]+\son[a-z]+=[\"']", "no inline handler: write a module and data-module"),
    (r"<script(?![^>]*\bnonce=)", "a script needs nonce=\"{{ csp_nonce() }}\""),
    (r"<style\b", "styles stand in static/css"),
    (r"(?:src|href|action)=[\"'](?:https?:)?//", "nothing is loaded from or sent to another host"),
    (r"^(?!.*widgets\.get\().*\|\s*safe\b", "|safe lets typed markup through: use Markup"),
)  # fmt: skip


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text())


def test_templates_are_clean():
    found = [
        f"{path.relative_to(ROOT)}: {advice}"
        for path in TEMPLATES
        for pattern, advice in RULES
        if re.search(pattern, source(path), re.I | re.M)
    ]
    assert not found, "\n".join(found)


def test_post_forms_carry_the_token():
    found = [
        f"{path.relative_to(ROOT)}: {form[:80]}"
        for path in TEMPLATES
        if not any(str(path).endswith(name) for name in WITHOUT_TOKEN)
        for form in FORM.findall(source(path))
        if not TOKEN.search(form)
    ]
    assert not found, "\n".join(["put {{ form.hidden_tag() }} into these:", *found])


def test_every_template_can_be_read_and_uses_what_it_imports(app):
    for path in TEMPLATES:
        text = path.read_text()
        tree = app.jinja_env.parse(text)  # raises TemplateSyntaxError with the line
        imported = [node.target for node in tree.find_all(nodes.Import)]
        for node in tree.find_all(nodes.FromImport):
            imported += [name if isinstance(name, str) else name[1] for name in node.names]
        used = [node.name for node in tree.find_all(nodes.Name)]
        unused = [name for name in imported if name not in used]
        assert not unused, f"{path.relative_to(ROOT)} imports {unused} and never uses it"


def test_nothing_in_scripts_and_styles_names_another_host():
    foreign = re.compile(r"(?:url\(|import\s|@import\s|fetch\()[\"']?(?:https?:)?//", re.I)
    found = [
        path.relative_to(ROOT)
        for suffix in ("css", "js", "svg")
        for path in (ROOT / "app").glob(f"**/static/**/*.{suffix}")
        if foreign.search(path.read_text())
    ]
    assert not found, f"vendor it under static/vendor instead: {found}"
