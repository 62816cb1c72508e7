"""Rules of an office's own are read from a folder; a file that cannot be right stops the start."""

import pytest

from app.petitions.limits import book
from app.petitions.limits.reading import BadRules
from tests.petitions.limits.calendar import day

SETS = "code,name,region,base,valid_from,valid_to,note"
HEAD = "code,event,owner,amount,unit,window,extend_by,extend_who,pause,roll,instrument,article"
SHANDONG = "370000-2022,山东地方规则,370000,2022,2022-05-01,,"
D12 = "D12,收到建议书,被建议单位,30,day,no,0,,,yes,《山东省信访条例》,"


@pytest.fixture
def folder(tmp_path):
    """Write a folder of rules and have it read; the shipped ones stand again afterwards."""

    def read(*, sets=SHANDONG, limits=D12, heads=(SETS, HEAD), name="370000-2022.csv"):
        (tmp_path / "rule_sets.csv").write_text(f"{heads[0]}\n{sets}\n", "utf-8")
        (tmp_path / name).write_text(f"{heads[1]}\n{limits}\n", "utf-8")
        book.configure({"RULES_DIR": str(tmp_path), "LOCAL_RULES": "370000"})

    yield read
    book.configure({})


def test_a_division_brings_its_own_limits_over_the_national_ones(folder):
    folder()
    rules = book.rule_set_for(day("2026-11-27"))
    assert (rules.code, rules.name) == ("370000-2022", "山东地方规则")
    assert rules.limit("D12").instrument == "《山东省信访条例》"
    assert rules.limit("D06") == book.rule_set("2022").limit("D06")
    assert book.rule_set_for(day("2022-04-30")).code == "2005"


def test_a_workbook_saved_as_csv_by_excel_is_read(folder):
    folder(heads=("\ufeff" + SETS, "\ufeff" + HEAD.replace(",unit", ", unit ")))
    assert "370000-2022" in book.rule_set_for(day("2026-11-27")).code


def limit(**changes):
    fields = dict(zip(HEAD.split(","), D12.split(","), strict=True)) | changes
    return ",".join(fields.values())


@pytest.mark.parametrize(
    ("limits", "sentence"),
    [
        (limit(code="D99"), "line 2: there is no limit “D99”; there are D01, D02"),
        (f"{D12}\n{D12}", "line 3: D12 stands there twice"),
        (limit(amount=""), "line 2: D12 counts days, and amount says none"),
        (limit(amount="0"), "line 2: D12 counts days, and amount says none"),
        (limit(amount="-3"), "line 2: amount must be a number of days, not “-3”"),
        (limit(amount="三十"), "line 2: amount must be a number of days, not “三十”"),
        (limit(unit="week"), "line 2: unit must be day or workday or given or none"),
        (limit(unit="given"), "has the unit given, and yet an amount"),
        (limit(unit="none", amount=""), "rolls, though no days are counted"),
        (limit(unit="none", amount="", roll="no", pause="hearing"), "has no clock"),
        (limit(unit="given", amount="", roll="no", pause="hearing"), "which nothing pauses"),
        (limit(roll="maybe"), "line 2: roll must be yes or no, not “maybe”"),
        (limit(window=""), "line 2: window must be yes or no, not “”"),
        (limit(window="yes", extend_by="5", extend_who="负责人"), "is a window"),
        (limit(extend_by="5"), "must name with an extension who grants it"),
        (limit(extend_who="负责人"), "must name with an extension who grants it"),
        (limit(instrument="", article="36"), "has an article and no instrument"),
        (limit(pause="lunch"), "line 2: pause is empty or hearing, not “lunch”"),
        (limit(event=""), "line 2: event is missing"),
        (limit(owner=""), "line 2: owner is missing"),
        (D12 + ",", "line 2: it has 12 columns, as the first line says"),
        ("D12,收到建议书", "line 2: it has 12 columns, as the first line says"),
        ("", "370000-2022.csv: there is no limit in it"),
    ],
)
def test_a_limit_that_cannot_be_is_named_with_its_line(folder, limits, sentence):
    with pytest.raises(BadRules) as refused:
        folder(limits=limits)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("sets", "sentence"),
    [
        ("370000-2022,,370000,2022,2022-05-01,,", "the name is missing"),
        ("370000-2022,山东,370000,,2022-05-01,,", "local rules have a region and a base"),
        ("370000-2022,山东,,2022,2022-05-01,,", "local rules have a region and a base"),
        ("370000-2022,山东,370000,1995,2022-05-01,,", "the base “1995” is no national rule set"),
        ("370000-2022,山东,370000,330000-2022,2022-05-01,,", "is no national rule set"),
        ("370000-2022,山东,370000,2022,2022-04-30,,", "base “2022” is not in force all that time"),
        ("370000-2022,山东,370000,2022,2022-06-01,2022-05-31,", "lies before valid_from"),
        ("370000-2022,山东,370000,2022,2022-5-1,,", "valid_from must be a day such as 2022-05-01"),
        ("370000-2022,山东,370000,2022,2022-05-01,永远,", "valid_to must be a day"),
        ("2022,山东,370000,2022,2022-05-01,,", "there is a rule set “2022” already"),
        ("2023,国家,,,2023-05-01,,", "“2022” is in force at the same time"),
        ("山东,山东,370000,2022,2022-05-01,,", "a code has 1 to 16 letters, digits and hyphens"),
        ("../../etc/x,山东,370000,2022,2022-05-01,,", "a code has 1 to 16 letters"),
        (f"{SHANDONG}\n{SHANDONG}", "line 3: there is a rule set “370000-2022” already"),
        ("370000-2023,山东,370000,2022,2022-05-01,,", "370000-2023.csv: the file is missing"),
    ],
)
def test_a_rule_set_that_cannot_be_is_named_with_its_line(folder, sets, sentence):
    with pytest.raises(BadRules) as refused:
        folder(
            sets=sets,
            name=f"{sets.split(',')[0]}.csv" if "2023,国家" in sets else "370000-2022.csv",
        )
    assert sentence in str(refused.value)


def test_missing_and_unknown_columns_are_named(folder):
    with pytest.raises(BadRules, match="columns missing: roll; columns unknown: rol$"):
        folder(heads=(SETS, HEAD.replace("roll", "rol")))
    with pytest.raises(BadRules, match="columns missing: base$"):
        folder(heads=(SETS.replace("base,", ""), HEAD))


def test_a_file_that_no_rule_set_names_is_not_passed_over(folder):
    with pytest.raises(BadRules, match=r"shandong.csv: rule_sets.csv names no such rule set"):
        folder(sets="", name="shandong.csv")


def test_a_folder_that_is_not_there_and_another_encoding_are_said(tmp_path):
    with pytest.raises(BadRules, match="rule_sets.csv: the file is missing"):
        book.configure({"RULES_DIR": str(tmp_path)})
    (tmp_path / "rule_sets.csv").write_bytes("山东".encode("gbk"))
    with pytest.raises(BadRules, match="save it as UTF-8"):
        book.configure({"RULES_DIR": str(tmp_path)})


def test_a_bad_folder_changes_nothing_that_was_in_force(folder):
    folder()
    with pytest.raises(BadRules):
        folder(limits="")
    assert book.rule_set_for(day("2026-11-27")).code == "370000-2022"
