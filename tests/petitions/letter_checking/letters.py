"""Sound letters and their file, and a way to spoil one thing of them."""

from dataclasses import replace
from datetime import date, timedelta

from app.petitions.letter_checking.checking import check_letter
from app.petitions.letter_checking.paper import (
    Duty,
    FileFacts,
    KnownLaw,
    Longer,
    Paper,
    Reporter,
)

REGULATION = "Regulation on Petition Work"
TODAY = date(2026, 5, 8)
NUMBER = "LT2026030200017"

LIBRARY = {
    "信访工作条例": KnownLaw(articles=[f"第{n}条" for n in range(1, 51)], closed=True),
    "行政复议法": KnownLaw(articles=("第一条", "第二条", "第三条")),
    "监察法": KnownLaw(articles=("第一条", "第二条之一", "第十一条")),
    "信访条例": KnownLaw(articles=("第三十二条",), repealed_on=date(2022, 5, 1)),
    "民法典": KnownLaw(articles=("第一千零三十四条", "第一千一百八十八条之一")),
    "水费管理办法": KnownLaw(articles=()),
}

FILE = FileFacts(
    today=TODAY,
    values={
        "petitioner": ("张建国",),
        "petition_number": (NUMBER,),
        "to_unit": ("西安市临潼区水务局", "区水务局"),
        "respondent": ("西安市临潼区水务局", "区水务局"),
        "opinion_number": ("临水信答〔2026〕17号",),
    },
    days={
        "received_on": date(2026, 3, 2),
        "accepted_on": date(2026, 3, 10),
        "handling_due_on": date(2026, 5, 11),
        "applied_on": date(2026, 4, 20),
    },
    requests=(1, 2),
    authority=("临潼区人民政府",),
    duties=(Duty(code="D06", due_on=date(2026, 5, 11), instrument=REGULATION, article="34"),),
    extension=Longer(
        most=30,
        old_end=date(2026, 5, 11),
        end_of=lambda days: date(2026, 5, 9) + timedelta(days=days),
    ),
)

#: The same file, as an accusation.
SEALED = replace(
    FILE,
    is_accusation=True,
    reporters=(
        Reporter(
            name="欧阳建国",
            phone="13812342051",
            id_number="610115197803150017",
            address="石桥镇某村三组12号",
        ),
        Reporter(name="李秀英", phone="029-83812345"),
    ),
    accused=("钱大明",),
    accusation="反映水务局某科科长钱大明在渠道维修工程中收受施工方礼金三万元。",
)

REVIEW = "如不服本意见，可自收到本意见书之日起30日内，向临潼区人民政府请求复查。"
RE_EXAMINATION = "如不服本意见，可以自收到本复查意见书之日起三十日内，向西安市人民政府请求复核。"
END = (
    "本意见为信访事项终结意见；仍以同一事实和理由提出投诉请求的，"
    "各级信访部门和其他机关、单位不再受理。"
)

#: The answers of an opinion as they stand in its field, each with a conclusion.
ANSWERS = "1. 支持：闸门已修复，恢复供水。\n2. 解释说明：收支已张榜公开。"

_HEAD = {"addressee": "张建国", "case_number": NUMBER, "received": "2026年3月2日通过来访"}
_DECIDED = {"facts": "经查，支渠闸门损坏。", "basis": "《信访工作条例》第三十二条"}
_AGAINST = {
    "respondent": "区水务局",
    "against_number": "临水信答〔2026〕17号",
    "applied_on": "2026年4月20日",
    "outcome": "维持。",
}

SOUND = {
    "W04": _HEAD
    | {
        "matter": "反映支渠停水",
        "got_on": "2026年3月3日",
        "accepted_on": "2026年3月10日",
        "procedure": "按信访程序办理",
        "due_on": "2026年5月11日",
    },
    "W05": _HEAD | {"to_unit": "区水务局", "matter": "反映支渠停水"},
    "W06": _HEAD
    | {"reason": "不属于本机关职权范围。", "basis": "《信访工作条例》第二十三条第一款"},
    "W07": _HEAD
    | {
        "reason": "仍以同一事实和理由提出，依据《信访工作条例》第三十六条第三款。",
        "opinion_number": "临复核〔2025〕3号",
        "served_on": "2025年11月3日",
    },
    "W08": _HEAD | {"route": "可依法申请劳动人事争议仲裁，也可提起诉讼。", "organ": "区仲裁院"},
    "W09": {
        "addressee": "区水务局",
        "case_number": NUMBER,
        "petitioner": "张建国",
        "matter": "停水",
    },
    "W11": _HEAD
    | {
        "accepted_on": "2026年3月10日",
        "old_due_on": "2026年5月11日",
        "days": "30日",
        "due_on": "2026年6月8日",
        "reason": "鉴定结论尚未作出。",
    },
    "W14": _HEAD
    | _DECIDED
    | {
        "number": "临水信答〔2026〕17号",
        "accepted_on": "2026-03-10",
        "answers": ANSWERS,
        "remedy_unit": "临潼区人民政府",
    },
    "W15": _HEAD | _AGAINST | _DECIDED | {"remedy_unit": "西安市人民政府"},
    "W16": _HEAD | _AGAINST | _DECIDED,
}
#: What the template says beside the fields: the remedy, or the end of it.
SAID = {
    "W14": REVIEW,
    "W15": f"你不服区水务局作出的信访事项处理意见，于4月20日提出复查请求。{RE_EXAMINATION}",
    "W16": f"你不服区政府作出的信访事项复查意见，于4月20日提出复核请求。{END}",
}


def sound(kind, *, signed_on=TODAY, said=None, required=(), **fields):
    """Return a letter without a slip, some of its fields changed; None takes one out."""
    given = {name: text for name, text in (SOUND[kind] | fields).items() if text is not None}
    said = SAID.get(kind, "") if said is None else said
    body = "\n".join([*given.values(), said])
    return Paper(kind=kind, fields=given, required=required, body=body, signed_on=signed_on)


def library(titles):
    return {title: LIBRARY[title] for title in titles if title in LIBRARY}


def file_for(kind, **changes):
    authority = "西安市人民政府" if kind == "W15" else "临潼区人民政府"
    return replace(FILE, authority=(authority,), **changes)


def found(paper, facts=None):
    """Return what the check finds, as (rule, field)."""
    facts = facts or file_for(paper.kind)
    return {(one.rule, one.field) for one in check_letter(paper, facts, library)}
