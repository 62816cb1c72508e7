"""The three forms filled in to the last field, and what each field becomes in the database."""

from datetime import date

from app.petitions.rules import house_rules

NUMBER = "610115197803150017"
SECOND_NUMBER = "61011519650720002X"
DAY = date(2026, 3, 2)

PERSON = {
    "id_kind": "111",
    "id_number": NUMBER,
    "name": "张建国",
    "sex": "1",
    "age": "12",
    "ethnicity": "03",
    "education": "70",
    "political": "13",
    "employer": "石桥镇供销社",
    "phone": "13812342051",
    "address": "石桥镇某村三组12号",
    "home_region": "610115",
    "kind": "1",
    "relation": "2",
}
MATTER = {
    "purpose": "03",
    "issue": "0111",
    "content": "石桥镇某村三组灌溉支渠停水。请求恢复供水。",
    "requests-0": "春灌前恢复供水",
    "requests-1": "公开机井水费",
    "responsible_person": "李站长",
    "problem_region": "610115",
    "urgency": "2",
    "publicity": "y",
    "confidential": "y",
}
ARRIVAL = {
    "received_on": DAY.isoformat(),
    "enclosure": "18",
    "national_number": "1610115202603020001",
    "old_number": "LF20160033102",
}
VISIT = {
    **PERSON,
    **MATTER,
    **ARRIVAL,
    "channel": "202",
    "head_count": "12",
    "representatives-0-name": "王秀英",
    "representatives-0-id_number": SECOND_NUMBER,
    "representatives-0-phone": "029-83812345",
    "representatives-1-name": "赵某",
    "level": "2",
    "skip_level": "y",
    "off_site": "y",
    "conduct": "33",
    "conduct_facts": "门前静坐约半小时，经劝导离开。",
    "conduct_place": "办公楼大厅",
    "window_opinion": "已告知受理期限。",
    "act": "save",
}
LETTER = {
    **PERSON,
    **MATTER,
    **ARRIVAL,
    "channel": "103",
    "source": "04",
    "head_count": "6",
    "postmarked_on": "2026-02-27",
    "letter_nature": "02",
    "reply_text": "已复信说明。",
}
ASSIGNED = {
    **LETTER,
    "channel": "101",
    "source": "08",
    "assigned_number": "市信交〔2026〕15号",
    "assigning_unit": "西安市信访局",
    "assigner_name": "刘某",
    "assigner_title": "副局长",
    "assigned_on": "2026-02-28",
    "assigned_due_on": "2026-04-20",
    "assigned_text": "请临潼区核实并报结果。",
}
FORMS = {"visit": VISIT, "letter": LETTER, "assigned": ASSIGNED}

#: Columns that every form fills from PERSON, MATTER and ARRIVAL.
OF_PETITION = {
    "petitioner_name": "张建国",
    "purpose": "03",
    "issue": "0111",
    "content": MATTER["content"],
    "summary": "石桥镇某村三组灌溉支渠停水",
    "responsible_person": "李站长",
    "problem_region": "610115",
    "urgency": "2",
    "publicity": "1",
    "confidential": True,
    "anonymous": False,
    "received_on": DAY,
    "enclosure": "18",
    "national_number": "1610115202603020001",
    "old_number": "LF20160033102",
    "is_repeat": False,
    "state": "registered",
}
OF_PERSON = {
    "name": "张建国",
    "relation": "2",
    "kind": "1",
    "sex": "1",
    "born_on": date(1978, 3, 15),
    "age": 47,  # the number knows better than what was typed
    "ethnicity": "03",
    "education": "70",
    "political": "13",
    "employer": "石桥镇供销社",
    "id_kind": "111",
    "id_number": NUMBER,
    "phone": "13812342051",
    "address": "石桥镇某村三组12号",
    "home_region": "610115",
}
OF_FORM = {
    "visit": {
        "form": "visit",
        "channel": "202",
        "source": "01",
        "head_count": 12,
        "is_group": True,
        "level": "2",
        "skip_level": True,
        "off_site": True,
        "conduct": "33",
        "window_opinion": "已告知受理期限。",
    },
    "letter": {
        "form": "letter",
        "channel": "103",
        "source": "04",
        "head_count": 6,
        "postmarked_on": date(2026, 2, 27),
        "letter_nature": "02",
        "reply_text": "已复信说明。",
    },
    "assigned": {
        "form": "assigned",
        "channel": "101",
        "source": "08",
        "assigned_number": "市信交〔2026〕15号",
        "assigning_unit": "西安市信访局",
        "assigner_name": "刘某",
        "assigner_title": "副局长",
        "assigned_on": date(2026, 2, 28),
        "assigned_due_on": date(2026, 4, 20),
        "assigned_text": "请临潼区核实并报结果。",
    },
}
PLAIN = {
    "name": "李四",
    "purpose": "05",
    "issue": "9902",
    "content": "咨询养老金发放时间。",
    "problem_region": "610115",
    "head_count": "1",
    "id_kind": "111",
    "kind": "1",
    "relation": "1",
    "urgency": "1",
    "enclosure": "00",
    "received_on": DAY.isoformat(),
}
PLAIN_VISIT = {**PLAIN, "channel": "201", "level": "2", "conduct": "00"}
PLAIN_LETTER = {**PLAIN, "channel": "101", "source": "01"}
ACCUSATION = {
    **PLAIN_VISIT,
    "purpose": "04",
    "issue": "",
    "content": "反映某局科长收受礼金。",
    "accused_name": "钱某",
    "accused_title": "科长",
    "accused_unit_name": "某局某科",
    "window_opinion": "窗口提到钱某。",
    "responsible_person": "钱某",
}
MOST = house_rules().representatives_at_most
