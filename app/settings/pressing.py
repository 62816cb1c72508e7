"""From which figure on the rules of supervision press a unit (art. 38 to 40)."""

from app.core.i18n import N_
from app.settings.shapes import DAYS, OCLOCK, PEOPLE, TIMES, Setting, number

OVER = N_("The unit is pressed when so many days have passed since; 0 means no such rule.")
AHEAD = N_("The unit is reminded when at most so many days are left; 0 means no such rule.")
OFTEN = N_("The office is proposed to supervise from so many times on; 0 means no such rule.")
LONG = N_("The office is proposed to supervise after so many days; 0 means no such rule.")


def _over(title: str, days: int, about: str = OVER) -> Setting:
    return number(title, about, days, 0, 365, unit=DAYS)


def _often(title: str, times: int) -> Setting:
    return number(title, OFTEN, times, 0, 100, unit=TIMES)


MORNING = {
    "morning_hour": number(
        N_("Hour of the morning's round"),
        N_("At this hour of each working day the rules are applied and the lists told."),
        8,
        0,
        23,
        unit=OCLOCK,
        top_only=True,
    ),
    "morning_list": Setting(
        title=N_("List of the morning"),
        about=N_("Each officer is told once in the morning what waits for him, in one message."),
        kind="switch",
        default=True,
    ),
    "morning_days": number(
        N_("Days of the list of the morning"),
        N_("What ends within so many days stands in it."),
        3,
        1,
        30,
        unit=DAYS,
    ),
}
PRESSING = {
    "advice_days": number(
        N_("Feedback on a proposal"),
        N_(
            "Within so many days a unit says whether it adopts a proposal; 0 means as the limits"
            " of the law have it."
        ),
        0,
        0,
        365,
        unit=DAYS,
    ),
    "press_by_itself": Setting(
        title=N_("Lower steps by themselves"),
        about=N_(
            "Reminding and urging by rule are issued by the system; else they are proposed to the"
            " office, as the higher steps always are."
        ),
        kind="switch",
        default=True,
    ),
    "press_handling_ending": _over(N_("Handling ends soon"), 7, AHEAD),
    "press_notice": _over(N_("Notice overdue"), 1),
    "press_handling": _over(N_("Handling overdue"), 1),
    "press_handling_long": _over(N_("Handling long overdue"), 15, LONG),
    "press_report": _over(N_("Report on the handling overdue"), 1),
    "press_report_long": _over(N_("Report long overdue"), 15, LONG),
    "press_instruction": _over(N_("Answer to an instruction overdue"), 1),
    "press_service": _over(N_("Opinion not served"), 10),
    "press_execution": _over(N_("Supported request not carried out"), 7, LONG),
    "press_unanswered": _over(N_("Supervision not answered: the next step"), 1),
    "press_objections": _often(N_("Sent back as not competent"), 2),
    "press_redone": _often(N_("Handled again by order"), 2),
    "press_repeats": _often(N_("Repeated petitions of a matter"), 3),
    "press_group": number(
        N_("Group visit of many"),
        N_("The office is proposed to supervise from so many people on; 0 means no such rule."),
        20,
        0,
        10_000,
        unit=PEOPLE,
    ),
    "press_urgent": _over(N_("Pressing matter not settled"), 3),
}
