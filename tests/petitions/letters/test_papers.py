"""Every letter on paper: read back in Word, turned into PDF, its sentences and its measures."""

import io
import os
import re
import subprocess
import zipfile

import docx
import pytest

from app.core.render import pdf
from app.core.render.word import fill, names_in
from app.petitions.letters.drawing import address_of, code_of
from app.petitions.letters.kinds import FIXED, kinds
from app.petitions.letters.samples import samples_of
from tools import letter_templates

KINDS = list(kinds().values())
LETTERS = [kind for kind in KINDS if kind.layout == "letter"]
#: What must stand in a paper, whatever an officer makes of its fields (domain 4.3).
SENTENCES = {
    "W02": ("来访人应对所提供材料内容的真实性负责", "代表不超过5人", "可凭编号和查询码查询"),
    "W04": ("决定自2026年3月10日起予以受理", "将于2026年5月9日前办结", "申请其回避", "查询码"),
    "W05": ("转送临潼区水务局处理", "将自收到之日起15日内书面告知"),
    "W06": ("不予受理",),
    "W07": ("对该事项不再受理", "如有新的事实和理由，可另行提出"),
    "W09": ("在法定期限内告知、办理并答复信访人", "5个工作日内提出异议",
            "严禁将检举揭发材料及有关情况透露给被检举人"),
    "W10": ("请于2026年5月15日前书面反馈办理结果", "办结报告、处理意见书和送达回证"),
    "W11": ("经本单位负责人批准", "延长办理期限30日"),
    "W12": ("延长期限不得超过30日",),
    "W14": ("自收到本意见书之日起30日内，向临潼区信访局", "请求复查"),
    "W15": ("自收到本意见书之日起30日内，向临潼区信访局", "请求复核"),
    "W16": ("本意见为信访事项终结意见；仍以同一事实和理由提出投诉请求的",
            "各级信访部门和其他机关、单位不再受理"),
    "W23": ("5个工作日内提出异议",),
}  # fmt: skip
#: How long the made-up ones are: a letter that grew by a page has lost its measures.
PAGES = dict.fromkeys((kind.code for kind in LETTERS), 2) | {"W11": 1}


def sample(kind, **texts) -> bytes:
    return fill(kind.template.read_bytes(), samples_of(kind) | texts)


def opened(data: bytes):
    return docx.Document(io.BytesIO(data))


def words(document) -> str:
    cells = [c.text for table in document.tables for row in table.rows for c in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_template_names_exactly_the_fields_of_its_kind(kind):
    named = names_in(kind.template.read_bytes())
    assert set(kind.names) <= named <= {*kind.names, *FIXED}


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_a_letter_says_all_that_it_must(kind):
    document = opened(sample(kind))
    said = words(document)
    assert not re.search(r"[{}]|%p", said)
    assert [one for one in SENTENCES.get(kind.code, ()) if one not in said] == []
    assert "行政诉讼" not in said
    assert all(samples_of(kind)[one.name].split("\n")[0] in said for one in kind.required)


@pytest.mark.parametrize("kind", LETTERS, ids=lambda kind: kind.code)
def test_a_letter_has_the_measures_of_gb_t_9704(kind):
    document = opened(sample(kind))
    page = document.sections[0]
    margins = (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(one.mm) for one in margins] == [37, 35, 28, 26]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert round(page.header_distance.mm) == 30
    texts = [one for one in document.paragraphs if one.runs and one.paragraph_format.line_spacing]
    body = next(
        one for one in texts if "信访" in one.text and one.paragraph_format.first_line_indent
    )
    title = next(one for one in texts if one.runs[0].font.size.pt == 22)
    assert (body.runs[0].font.size.pt, body.paragraph_format.line_spacing.pt) == (16, 28)
    assert 'w:eastAsia="仿宋_GB2312"' in body.runs[0]._r.xml
    assert 'w:eastAsia="方正小标宋简体"' in title.runs[0]._r.xml
    assert "thickThinSmallGap" in page.first_page_header._element.xml
    assert "thinThickSmallGap" in page.first_page_footer._element.xml


def test_without_a_remedy_the_paper_names_none():
    said = words(opened(sample(kinds()["W14"], remedy_unit="")))
    assert "救济途径" not in said
    assert "复查" not in said


def test_lines_of_a_field_become_paragraphs():
    document = opened(sample(kinds()["W14"], facts="第一段。\n第二段。"))
    assert {"第一段。", "第二段。"} <= {one.text for one in document.paragraphs}


def test_what_is_typed_is_text_and_nothing_else():
    typed = '<w:p>{{ unit }} & "引号" \x00\x07{% for a in b %}'
    said = words(opened(sample(kinds()["W14"], facts=typed)))
    assert '<w:p>{{ unit }} & "引号" {% for a in b %}' in said


@pytest.mark.parametrize("code", ["W04", "W01"])
def test_the_same_texts_give_the_same_bytes(code):
    kind = kinds()[code]
    assert sample(kind) == sample(kind)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_the_templates_are_what_their_texts_say(kind):
    text = letter_templates.TEXTS / f"{kind.code}.txt"
    assert kind.template.read_bytes() == letter_templates.build(text), "make letters"


def test_every_letter_becomes_a_pdf(tmp_path):
    if not pdf.installed() and not os.environ.get("CI"):
        pytest.skip("no LibreOffice on this machine")
    papers = [tmp_path / f"{kind.code}.docx" for kind in KINDS]
    for kind, paper in zip(KINDS, papers, strict=True):
        paper.write_bytes(sample(kind))
    made = pdf.convert(papers, tmp_path)
    pages = {one.stem: _pages(one) for one in made}
    assert pages == dict.fromkeys((kind.code for kind in KINDS), 1) | PAGES


def _pages(path) -> int:
    told = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", told)[1])


def test_a_pdf_is_made_once(tmp_path, monkeypatch):
    if not pdf.installed() and not os.environ.get("CI"):
        pytest.skip("no LibreOffice on this machine")
    first = pdf.to_pdf(sample(kinds()["W19"]), sha256="a" * 64, cache=tmp_path / "pdf")
    monkeypatch.setattr(pdf, "PROGRAM", "no-such-program")
    assert pdf.to_pdf(b"", sha256="a" * 64, cache=tmp_path / "pdf") == first
    assert first.read_bytes()[:5] == b"%PDF-"
    assert oct(first.stat().st_mode & 0o777) == "0o600"


def test_the_paper_is_a4_for_forms_too():
    page = opened(sample(kinds()["W19"])).sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)


def test_the_code_names_the_address_of_the_file_and_nothing_else(app, db):
    with app.test_request_context("/", base_url="https://xf.example.gov.cn"):
        assert address_of("LF1") == "https://xf.example.gov.cn/petitions/number/LF1"
    with app.app_context():
        assert address_of("LF1") == "LF1"
        code = code_of("LF1")
    data = fill(kinds()["W04"].template.read_bytes(), samples_of(kinds()["W04"]), code=code)
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        pictures = [packed.read(one) for one in packed.namelist() if one.startswith("word/media/")]
    assert pictures == [code]
