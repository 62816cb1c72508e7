"""Templates of the office: tried before they are taken, given back, and never dangerous."""

import io
import zipfile

import docx
import pytest
import sqlalchemy as sa
from docx.oxml import parse_xml

from app.accounts.subtree import the_top
from app.core.errors import DomainError, Invalid
from app.core.render.word import fill, names_in
from app.core.web.errors import say
from app.journal.models import AdminEvent
from app.petitions.letters.documents import document_of
from app.petitions.letters.kinds import kinds
from app.petitions.letters.own_templates import put_template, take_ours
from app.petitions.letters.trying import try_template
from tests.factories import a_petition, an_officer, the_unit
from tests.petitions.letters.office import drafted, marked

W11 = kinds()["W11"]
FIELDS = " ".join(f"{{{{ {name} }}}}" for name in ("number_text", "unit", *W11.names))


def paper(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_part(data: bytes, name: str, content: bytes, *, packed=False) -> bytes:
    stream = io.BytesIO(data)
    way = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(stream, "a", way) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def admin(db):
    return an_officer("System administrator", the_top())


def test_a_template_of_the_office_is_used_from_then_on(admin):
    marked()
    letter = drafted(a_petition("accepted"), "W11")
    put_template(W11, "延期.docx", paper("本单位样式", FIELDS), by=admin)
    assert "本单位样式" in text_of(document_of(letter).data)
    take_ours(W11, by=admin)
    assert "本单位样式" not in text_of(document_of(letter).data)


def text_of(data: bytes) -> str:
    return "\n".join(one.text for one in docx.Document(io.BytesIO(data)).paragraphs)


def test_below_the_top_nobody_changes_a_template(db):
    below = an_officer("System administrator", the_unit("LT-WATER"))
    with pytest.raises(DomainError, match="nothing here"):
        put_template(W11, "延期.docx", paper(FIELDS), by=below)


def test_both_acts_stand_in_the_journal(db, admin):
    put_template(W11, "延期.docx", paper(FIELDS), by=admin)
    take_ours(W11, by=admin)
    tags = db.session.scalars(sa.select(AdminEvent.tag).order_by(AdminEvent.id)).all()
    assert tags[-2:] == ["letter_template.put", "letter_template.given_up"]
    with pytest.raises(DomainError, match="used already"):
        take_ours(W11, by=admin)


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (paper(FIELDS, "{{ telphone }}"), "unknown field: telphone"),
        (paper("{{ number_text }} {{ addressee }}"), "lacks fields that must stand in it"),
        (paper(FIELDS.replace("{{ number_text }}", "")), "lacks the place of the number"),
        (paper(FIELDS, "{{ unit"), "cannot be read at “{{ unit"),
        (b"PK\x03\x04broken", "not a Word document"),
        (b"%PDF-1.7", "not a Word document"),
        (with_part(paper(FIELDS), "word/vbaProject.bin", b"x"), "macros"),
        (with_part(paper(FIELDS), "word/embeddings/a.bin", b"x"), "embedded objects"),
        (with_part(paper(FIELDS), "word/bomb.xml", b"0" * 41 * 1024**2, packed=True), "too large"),
        (with_part(paper(FIELDS), "word/e.xml", b"<!DOCTYPE a>"), "not a Word document"),
        (
            with_part(
                paper(FIELDS),
                "word/_rels/header9.xml.rels",
                b'<Relationships><Relationship Id="r" Type="x/attachedTemplate"'
                b' TargetMode="External" Target="http://elsewhere/"/></Relationships>',
            ),
            "loads something from another place",
        ),
        (b"PK\x03\x04" + b"0" * 6 * 1024**2, "larger than 5 MB"),
    ],
)
def test_a_bad_template_is_refused_with_what_is_wrong(db, template, sentence):
    with pytest.raises(Invalid, match=sentence):
        try_template(W11, template)


ESCAPES = (
    "{{ unit.__class__ }}",
    "{{ unit['__class__'] }}",
    "{{ ''.__class__.__mro__ }}",
    "{{ unit|attr('__class__') }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ 'a' * 1000000000 }}",
    "{{ range(100000000)|list }}",
    "{% for a in unit %}{{ a }}{% endfor %}",
    "{% set a = 1 %}",
    "{% include '/etc/passwd' %}",
    "{% if unit == 'x' %}{% endif %}",
    "{{ unit|upper }}",
    "{{ namespace() }}",
    "{{ _private }}",
)


@pytest.mark.parametrize("line", ESCAPES)
@pytest.mark.parametrize("place", ["body", "header", "property"])
def test_a_template_may_name_fields_and_nothing_else(line, place):
    document = docx.Document()
    if place == "body":
        document.add_paragraph(line)
    elif place == "header":
        document.sections[0].header.paragraphs[0].text = line
    else:
        document.core_properties.title = line
    stream = io.BytesIO()
    document.save(stream)
    for attempt in (names_in, lambda data: fill(data, {"unit": "水务局"})):
        with pytest.raises(Invalid):
            attempt(stream.getvalue())


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def field_of(*runs: str) -> str:
    """Return a field whose code stands in these runs."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    said = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    return mark("begin") + said + mark("separate") + "<w:r><w:t>1</w:t></w:r>" + mark("end")


def simple(code: str) -> str:
    return f'<w:fldSimple w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def with_field(place: str, field: str) -> bytes:
    """Return a good template with a field in its body, a header, a footer or the footnotes."""
    paragraph = f'<w:p xmlns:w="{WORD}">{field}</w:p>'
    if place == "footnotes":
        notes = f'<w:footnotes xmlns:w="{WORD}"><w:footnote>{paragraph}</w:footnote></w:footnotes>'
        return with_part(paper(FIELDS), "word/footnotes.xml", notes.encode())
    document = docx.Document(io.BytesIO(paper(FIELDS)))
    section = document.sections[0]
    holder = {"header": section.header, "footer": section.footer}.get(place)
    (document.paragraphs[0]._p.addnext if holder is None else holder._element.append)(
        parse_xml(paragraph)
    )
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


CODES = [
    (field_of(" DDEAUTO c:\\cmd.exe /k "), "DDEAUTO"),
    (field_of(" D", "DE", "AUTO cmd"), "DDEAUTO"),
    (field_of("dde x y"), "dde"),
    (field_of(' INCLUDETEXT "http://elsewhere/"'), "INCLUDETEXT"),
    (field_of("PAGE", " DDE x"), "PAGE"),
    (field_of("IF ") + field_of(" PAGE "), None),
    (field_of(" PAGE ").replace("PAGE", "PAGE</w:instrText></w:r>" + field_of("LINK a")
              + "<w:r><w:instrText>"), "LINK"),
    (simple("INCLUDEPICTURE &quot;http://elsewhere/&quot;"), "INCLUDEPICTURE"),
    (simple(" HYPERLINK elsewhere"), "HYPERLINK"),
    (simple("{{ unit }}"), "{{"),
    ("<w:r><w:instrText>QUOTE 68</w:instrText></w:r>", "QUOTE"),
]  # fmt: skip


@pytest.mark.parametrize(("field", "code"), CODES)
@pytest.mark.parametrize("place", ["body", "header", "footer", "footnotes"])
def test_a_field_that_is_no_page_number_is_refused_by_its_name(db, place, field, code):
    with pytest.raises(Invalid, match="contains the field") as refused:
        try_template(W11, with_field(place, field))
    assert refused.value.params["code"] == (code or "IF")


@pytest.mark.parametrize("place", ["body", "header", "footer"])
def test_page_numbers_are_welcome(db, place):
    fields = field_of(" PA", "GE ") + field_of("NUMPAGES \\* MERGEFORMAT") + simple("SECTIONPAGES")
    assert try_template(W11, with_field(place, fields)).startswith(b"PK")


def with_relationship(data: bytes, relationship: bytes) -> bytes:
    """Return a document in which a header of nobody has a relationship."""
    sheet = b"<Relationships>" + relationship + b"</Relationships>"
    return with_part(data, "word/_rels/header9.xml.rels", sheet)


def typed(data: bytes, name: str, kind: str) -> bytes:
    """Return a document with a part that its list of contents says to be of some kind."""
    stream, line = io.BytesIO(), f'<Override PartName="/{name}" ContentType="{kind}"/></Types>'
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            new.writestr(
                part,
                content.replace(b"</Types>", line.encode())
                if part == "[Content_Types].xml"
                else content,
            )
        new.writestr(name, b"x")
    return stream.getvalue()  # fmt: skip


LINK = b'<Relationship Id="r" Type="x/hyperlink" TargetMode="%s" Target="http://elsewhere/"/>'


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        (with_relationship(paper(FIELDS), LINK % b"External"), "a link to “http://elsewhere/”"),
        (with_relationship(paper(FIELDS), LINK % b"&#69;xternal"), "a link to"),
        (
            with_relationship(
                paper(FIELDS), b'<Relationship Id="r" Type="x/oleObject" Target="media/a.png"/>'
            ),
            "embedded objects",
        ),
        (with_part(paper(FIELDS), "word/foo.bin", b"x"), "contains “word/foo.bin”"),
        (typed(paper(FIELDS), "word/a.png", "application/x-msdownload"), "contains “word/a.png”"),
        (typed(paper(FIELDS), "word/a.htm", "text/html"), "contains “word/a.htm”"),
        (with_part(paper(FIELDS), "word/Document.xml", b"<a/>"), "not a Word document"),
    ],
)
def test_a_link_and_a_part_that_is_no_paper_are_refused(db, template, sentence):
    with pytest.raises(Invalid, match=sentence):
        try_template(W11, template)


@pytest.mark.parametrize("attribute", ['href="http://elsewhere/"', r'src="\\\\elsewhere\\a.png"'])
def test_a_shape_leads_nowhere_else_even_without_a_relationship(db, attribute):
    shape = f'<w:r xmlns:v="urn:x"><w:pict><v:rect {attribute}/></w:pict></w:r>'
    with pytest.raises(Invalid, match="a link to “.*elsewhere"):
        try_template(W11, with_field("body", shape))


@pytest.mark.parametrize("name", ["word/media/seal.png", "word/fonts/font1.odttf"])
def test_pictures_and_fonts_are_welcome(db, name):
    kind = {
        "png": "image/png",
        "odttf": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    }[name.rpartition(".")[2]]
    assert try_template(W11, typed(paper(FIELDS), name, kind)).startswith(b"PK")


def test_only_the_top_s_administrator_reaches_the_page(page, db):
    admin = an_officer("System administrator", the_top())
    client = page(admin)
    assert "转送函" in client.get("/letters/templates/").text
    shown = client.get("/letters/templates/W11")
    assert "{{ addressee }}" in shown.text
    assert client.get("/letters/templates/W11/sample.docx").data[:2] == b"PK"
    assert client.get("/letters/templates/W99").status_code == 404
    for other in ("Head of unit", "Security administrator"):
        assert page(an_officer(other)).get("/letters/templates/").status_code in (403, 404)


def test_a_template_is_sent_tried_and_given_up_at_the_keyboard(page, db):
    client = page(an_officer("System administrator", the_top()))
    bad = {"file": (io.BytesIO(paper("{{ telphone }}")), "样式.docx")}
    refused = client.post("/letters/templates/W11/put", data=bad)
    assert refused.status_code == 422
    assert "telphone" in refused.text
    good = {"file": (io.BytesIO(paper(FIELDS)), "样式.docx")}
    assert "样式.docx" in client.post("/letters/templates/W11/put", data=good).text
    assert "恢复使用系统模板" in client.post("/letters/templates/W11/give-up").text


def test_what_cannot_be_read_is_said_in_the_readers_language(app):
    with app.test_request_context(), pytest.raises(Invalid) as error:
        names_in(paper("{{ unit }} {{ 姓名 电话 }}"))
    with app.test_request_context():
        said = say(error.value)
    assert said.startswith("模板此处无法识别：“{{ 姓名 电话 }}”")
    assert "expected" not in said
