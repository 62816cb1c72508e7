"""What a template of the office may do is tried before it is taken; an old bad one is told of."""

import io

import docx
import pytest
from docx.oxml import OxmlElement

from app.accounts.subtree import the_top
from app.core.errors import DomainError, Invalid
from app.petitions.commands.acts import perform
from app.petitions.letters import own_templates
from app.petitions.letters.documents import document_of
from app.petitions.letters.kinds import kinds
from app.petitions.letters.own_templates import put_template
from app.petitions.letters.trying import try_template
from tests.factories import a_petition, an_officer, officer_at
from tests.petitions.letters.office import drafted, marked
from tests.petitions.letters.test_own_templates import FIELDS, W11, paper

W14 = kinds()["W14"]


def changed(kind, old: str, new: str) -> bytes:
    """Return our template with other words in one of its paragraphs."""
    document = docx.Document(str(kind.template))
    for paragraph in document.element.body.iter("{*}p"):
        pieces = list(paragraph.iter("{*}t"))
        text = "".join(one.text or "" for one in pieces)
        if old in text:
            pieces[0].text = text.replace(old, new)
            for one in pieces[1:]:
                one.text = ""
            return saved(document)
    raise AssertionError(f"{kind.code} does not say {old}")


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def admin(db):
    return an_officer("System administrator", the_top())


@pytest.fixture
def unasked(monkeypatch):
    """Take templates as they were taken once, without trying them."""
    monkeypatch.setattr(own_templates, "try_template", lambda kind, data: data)


@pytest.mark.parametrize("kind", kinds().values(), ids=lambda kind: kind.code)
def test_what_the_product_brings_passes(app, kind):
    with app.test_request_context():
        assert try_template(kind, kind.template.read_bytes()).startswith(b"PK")


STRANGE = [
    "{{r case_number }}",
    "{{p case_number }}",
    "{{tr case_number }}",
    "{{tc case_number }}",
    "{% colspan days %}",
    "{% cellbg days %}",
    "{# case_number #}",
    "{#p case_number #}",
]


@pytest.mark.parametrize("place", STRANGE)
@pytest.mark.parametrize("where", ["body", "header"])
def test_the_other_ways_of_docxtpl_are_refused(db, place, where):
    document = docx.Document(io.BytesIO(paper(FIELDS)))
    if where == "body":
        document.add_paragraph(place)
    else:
        document.sections[0].header.paragraphs[0].text = place
    with pytest.raises(Invalid, match="cannot be read at|may only name fields"):
        try_template(W11, saved(document))


def test_a_question_that_tears_a_table_apart_is_refused(db):
    document = docx.Document(io.BytesIO(paper(FIELDS, "{% if phone %}")))
    document.add_table(1, 1).cell(0, 0).text = "{% endif %}"
    with pytest.raises(Invalid, match="no Word document any more"):
        try_template(W11, saved(document))


def test_questions_about_runs_paragraphs_and_rows_are_welcome(db):
    lines = ("{%p if phone %}", "{{ phone }}", "{%p endif %}", "{%if reason%}{{reason}}{%endif%}")
    assert try_template(W11, paper(FIELDS, *lines)).startswith(b"PK")


HIDING = [
    ("{% if unit %}{% else %}{{ addressee }}{% endif %}", "addressee"),
    ("{% if phone %}{{ addressee }}{% endif %}", "addressee"),
    ("{% if not phone %}{{ addressee }}{% endif %}", "addressee"),
    ("{% if phone %}{{ number_text }}{% endif %}", "number_text"),
]


@pytest.mark.parametrize(("line", "name"), HIDING)
def test_a_required_field_hangs_on_no_other(db, line, name):
    bare = FIELDS.replace(f"{{{{ {name} }}}}", "")
    with pytest.raises(Invalid, match=f"hang on others: .*{name}"):
        try_template(W11, paper(bare, line))


def test_a_field_that_is_asked_for_itself_is_welcome(db):
    asked = "{% if addressee %}{{ addressee }}{% endif %}"
    assert try_template(W11, paper(FIELDS.replace("{{ addressee }}", asked)))


def test_nothing_hangs_on_two_optional_fields_at_once(db):
    document = docx.Document(str(W14.template))
    for paragraph in document.paragraphs:
        if "{{ addressee }}" in paragraph.text:
            paragraph.text = "{% if phone and not copies %}{% else %}{{ addressee }}{% endif %}"
    with pytest.raises(Invalid, match="hang on others: .*addressee"):
        try_template(W14, saved(document))


@pytest.mark.parametrize("way", ["run", "style", "row", "shown"])
def test_a_hidden_field_is_not_on_the_paper(db, way):
    document = docx.Document(io.BytesIO(paper(FIELDS.replace("{{ addressee }}", ""))))
    paragraph = document.add_table(1, 1).cell(0, 0).paragraphs[0]
    run = paragraph.add_run("{{ addressee }}")
    run.font.hidden = {"run": True, "shown": False}.get(way)
    if way in ("style", "shown"):
        paragraph.style = document.styles.add_style("Aside", 1)
        paragraph.style.font.hidden = True
    if way == "row":
        row = document.tables[0].rows[0]._tr.get_or_add_trPr()
        row.append(OxmlElement("w:hidden"))
    if way == "shown":
        assert try_template(W11, saved(document))
        return
    with pytest.raises(Invalid, match="hidden or hang on others: .*addressee"):
        try_template(W11, saved(document))


def test_a_number_that_no_letter_would_show_is_told_beside_the_file(page, db):
    client = page(an_officer("System administrator", the_top()))
    sent = {"file": (io.BytesIO(changed(W14, "{{ case_number }}", "{{r case_number }}")), "a.docx")}
    refused = client.post("/letters/templates/W14/put", data=sent)
    assert refused.status_code == 422
    assert "{{r case_number }}" in refused.text


@pytest.mark.usefixtures("unasked")
@pytest.mark.parametrize("line", ["{{r case_number }}", "{{ telphone }}"])
def test_an_old_template_that_breaks_is_named_and_no_error_500(admin, page, line):
    marked()
    petition = a_petition("accepted")
    put_template(W11, "延期样式.docx", paper(FIELDS, line), by=admin)
    with pytest.raises(DomainError, match="延期样式.docx.*Templates of letters"):
        perform(petition, "draft_letter", by=officer_at("Handler", "LT-WATER"), kind="W11")


@pytest.mark.usefixtures("unasked")
def test_nor_does_it_break_where_a_letter_is_drawn(admin, page):
    marked()
    letter = drafted(a_petition("accepted"), "W11")
    put_template(W11, "延期样式.docx", paper(FIELDS, "{{ telphone }}"), by=admin)
    with pytest.raises(DomainError, match="延期样式.docx"):
        document_of(letter)
    shown = page(admin).get("/letters/templates/W11/sample.docx")
    assert shown.status_code == 409
    assert "恢复系统模板" in shown.text
