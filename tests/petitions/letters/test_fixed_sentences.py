"""A template that says something illegal is refused at the upload, not at each signing."""

import io

import docx
import pytest

from app.accounts.subtree import the_top
from app.core.errors import Invalid
from app.petitions.letters.kinds import kinds
from app.petitions.letters.trying import try_template
from tests.factories import an_officer
from tests.petitions.letters.test_trying import changed, saved

#: Kind, what our template says, what another says instead, which rule speaks.
WRONG = [
    ("W14", "30日内", "3日内", "自收到之日起30日内"),
    ("W14", "请求复查", "咨询", "没有告知请求复查的途径"),
    ("W14", "请求复查", "请求复查，也可以提起行政诉讼", "不得告知诉讼、复议途径"),
    ("W14", "{{ remedy_unit }}", "{{ unit }}", "救济机关应为临潼区信访局"),
    ("W14", "（联系人", "逾期可以向人民法院起诉（联系人", "不得告知诉讼、复议途径"),
    ("W15", "30日内", "15日内", "自收到之日起30日内"),
    ("W15", "请求复核", "咨询", "没有告知请求复核的途径"),
    ("W16", "不再受理", "不予答复", "不再受理”的语句"),
    (
        "W16",
        "不再受理。",
        "不再受理。如不服，可以自收到之日起30日内申请复核。",
        "复核意见是终局意见",
    ),
    ("W11", "（联系人", "如不服，可以提起行政诉讼。（联系人", "不得告知诉讼、复议途径"),
    ("W11", "（联系人", "____年（联系人", "有未填写的空位：“____”"),
]


@pytest.mark.parametrize(("kind", "ours", "theirs", "sentence"), WRONG)
def test_a_wrong_sentence_is_refused_with_what_the_check_says(db, kind, ours, theirs, sentence):
    with pytest.raises(Invalid, match=sentence):
        try_template(kinds()[kind], changed(kinds()[kind], ours, theirs))


def test_a_sentence_in_the_footer_is_read_too(db):
    document = docx.Document(str(kinds()["W14"].template))
    document.sections[0].footer.paragraphs[0].text = "不服本意见的，可以提起行政诉讼。"
    with pytest.raises(Invalid, match="不得告知诉讼、复议途径"):
        try_template(kinds()["W14"], saved(document))


@pytest.mark.parametrize(
    "way", ["{%% if phone %%}%s{%% endif %%}", "{%% if not copies %%}%s{%% endif %%}"]
)
def test_the_remedy_hangs_on_no_other_field(db, way):
    document = docx.Document(str(kinds()["W14"].template))
    for paragraph in document.paragraphs:
        if "{{ remedy_unit }}" in paragraph.text:
            paragraph.text = way % paragraph.text
    with pytest.raises(Invalid, match="没有告知请求复查的途径"):
        try_template(kinds()["W14"], saved(document))


def test_a_remedy_that_is_only_hidden_is_none(db):
    document = docx.Document(str(kinds()["W14"].template))
    for paragraph in document.paragraphs:
        if "{{ remedy_unit }}" in paragraph.text:
            for run in paragraph.runs:
                run.font.hidden = True
    with pytest.raises(Invalid, match="没有告知请求复查的途径"):
        try_template(kinds()["W14"], saved(document))


def test_where_there_is_no_remedy_its_paragraph_goes(db):
    document = docx.Document(str(kinds()["W14"].template))
    for paragraph in document.paragraphs:
        if "if remedy_unit" in paragraph.text:
            paragraph.text = "{%p if addressee %}"
    with pytest.raises(Invalid, match="put it between {%p if remedy_unit %}"):
        try_template(kinds()["W14"], saved(document))


def test_the_refusal_stands_beside_the_file(page, db):
    client = page(an_officer("System administrator", the_top()))
    data = changed(kinds()["W14"], "30日内", "3日内")
    sent = {"file": (io.BytesIO(data), "答复.docx")}
    refused = client.post("/letters/templates/W14/put", data=sent)
    assert refused.status_code == 422
    assert "模板中的固定语句不合规定：" in refused.text
    assert "救济途径应写明“自收到之日起30日内”" in refused.text
