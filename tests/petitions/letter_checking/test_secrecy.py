"""Art. 30(3): a letter never tells who reported, whom, or what; however it is written."""

from dataclasses import replace

import pytest

from app.petitions.letter_checking.checking import check_letter
from app.petitions.letter_checking.finding import errors
from app.petitions.letter_checking.paper import Reporter
from tests.petitions.letter_checking.letters import FILE, SEALED, found, library, sound

SAFE = {"addressee": None, "petitioner": None}
#: A reporter of whom the file knows more.
DISTANT = Reporter(
    name="欧阳建国", address="陕西省西安市临潼区石桥镇某村三组12号", employer="临潼区渠道管理站"
)
#: What gives a reporter away, because.
REVEALING = [
    ("欧阳建国反映", "the name"),
    ("欧 阳 建 国反映", "the name with gaps"),
    ("欧阳·建国反映", "the name with a dot"),
    ("欧阳　建国反映", "the name with a wide gap"),
    ("欧阳先生反映", "the surname with a courtesy"),
    ("李女士反映", "of the second reporter"),
    ("电话13812342051", "the telephone"),
    ("电话138-1234-2051", "the telephone in groups"),
    ("电话１３８１２３４２０５１", "the telephone in full width"),
    ("电话+86 13812342051", "the telephone with the country"),
    ("电话029 8381 2345", "a landline in groups"),
    ("证号610115197803150017", "the identity number"),
    ("证号 610115 19780315 0017", "the identity number in groups"),
    ("证号610115780315001", "the identity number as it was with 15 digits"),
    ("住石桥镇某村三组12号", "the address"),
    ("住石桥镇 某村3组十二号", "the address with other numerals"),
]
#: What looks like it and gives nobody away.
HARMLESS = [
    ("来信人反映", "nobody"),
    ("欧阳路改造", "a street"),
    ("建国路口", "half a name"),
    ("第138页", "half a number"),
    ("石桥镇水管站", "the town alone"),
]


@pytest.mark.parametrize(("text", "because"), REVEALING)
@pytest.mark.parametrize("kind", ["W05", "W09", "W14"])
def test_the_reporter_is_in_no_letter(kind, text, because):
    paper = sound(kind, matter=text, **SAFE)
    assert ("reporter_kept_secret", "matter") in found(paper, SEALED), because


@pytest.mark.parametrize(("text", "because"), REVEALING)
def test_of_another_petition_the_petitioner_may_be_named(text, because):
    assert not {rule for rule, _ in found(sound("W09", matter=text))} - {"id_number_masked"}


#: What in a letter to another unit gives a reporter away: what it shows of him, because.
HINTS = [
    ("电话138****2051", "a masked telephone"),
    ("手机尾号2051", "its last four digits"),
    ("尾号２０５１的来电人", "in full width"),
    ("住石桥镇某村三组12号", "the address without its district"),
    ("住石桥镇 某村3组***号", "the address without its door"),
    ("系临潼区渠 道管理站职工", "the employer"),
]


@pytest.mark.parametrize(("text", "because"), HINTS)
def test_another_unit_cannot_guess_the_reporter(text, because):
    paper = sound("W09", matter=text, **SAFE)
    hidden = replace(SEALED, reporters=(replace(DISTANT, phone="13812342051"),))
    assert ("reporter_kept_secret", "matter") in found(paper, hidden), because


@pytest.mark.parametrize(
    "text", ["2026年3月2日来信", "临水信〔2026〕5号", "2026-03-02", "2026元", "电话029-8381-2026"]
)
def test_a_year_or_an_amount_is_no_telephone(text):
    hidden = replace(SEALED, reporters=(replace(DISTANT, phone="13812342026"),))
    assert found(sound("W09", matter=text, **SAFE), hidden) == set()


def test_the_unit_that_is_written_to_may_be_where_the_reporter_works():
    hidden = replace(SEALED, reporters=(replace(DISTANT, employer="区水务局"),))
    assert found(sound("W09", petitioner=None), hidden) == set()


@pytest.mark.parametrize("accused", ["某某", "萧某某", "钱某", "钱", "欧阳某", "**", "李×"])
def test_a_masked_name_names_nobody(accused):
    paper = sound("W09", matter="萧某某、钱某、欧阳某某、钱某某**、李××", **SAFE)
    told = found(paper, replace(SEALED, accused=(accused,)))
    assert ("accusation_untold", "matter") not in told


@pytest.mark.parametrize(("text", "because"), HARMLESS)
def test_what_reveals_nobody_is_left_alone(text, because):
    assert found(sound("W05", matter=text, **SAFE), SEALED) == set(), because


def test_the_reporters_own_letter_is_addressed_to_him_and_says_no_more():
    addressed = replace(SEALED, values={})
    assert found(sound("W05", addressee="欧阳建国"), addressed) == set()
    with_phone = sound("W05", addressee="欧阳建国 13812342051")
    assert found(with_phone, addressed) == {("reporter_kept_secret", "addressee")}
    to_a_unit = sound("W09", petitioner="欧阳建国")
    assert found(to_a_unit, addressed) == {("reporter_kept_secret", "petitioner")}


@pytest.mark.parametrize(
    "text", ["反映钱大明的问题", "反映钱 大 明一事", "在渠道维修工程中收受施工方礼金"]
)
def test_a_letter_says_neither_whom_an_accusation_names_nor_of_what(text):
    paper = sound("W05", matter=text, **SAFE)
    assert ("accusation_untold", "matter") in found(paper, SEALED)
    assert ("accusation_untold", "matter") not in found(paper, FILE)


def test_a_finding_about_a_secret_does_not_repeat_it():
    paper = sound("W09", matter="欧阳建国，13812342051，检举钱大明")
    told = check_letter(paper, SEALED, library)
    assert {one.rule for one in errors(told)} >= {"reporter_kept_secret", "accusation_untold"}
    said = " ".join(str(one.kept()) for one in told)
    assert not any(secret in said for secret in ("欧阳", "13812342051", "钱大明"))
