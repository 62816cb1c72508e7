"""Which settings there are: what each means, its default, and what may be set.

A setting that names a ``variable`` takes its default from the installation's configuration.
"""

from app.core.i18n import N_
from app.settings.pressing import MORNING, PRESSING
from app.settings.shapes import DAYS, HOURS, MINUTES, MONTHS, PEOPLE, TIMES, Setting, Value
from app.settings.shapes import number as _number
from app.settings.targets import TARGETS
from app.settings.urgent import URGENT

__all__ = ["AREAS", "SETTINGS", "Setting", "Value"]


def _share(title: str, about: str, default: int) -> Setting:
    return _number(title, about, default, 1, 100, top_only=True, unit=N_("per cent"))


def _days(title: str, about: str, figures: tuple[int, int, int]) -> Setting:
    return _number(title, about, *figures, unit=DAYS)


def _months(title: str, about: str, default: int) -> Setting:
    return _number(title, about, default, 1, 60, top_only=True, unit=MONTHS)


def _lamp_days(title: str, default: int) -> Setting:
    about = N_("... and at most so many days are left.")
    return _number(title, about, default, 1, 60, top_only=True, unit=DAYS)


RECEIPTS = (
    N_("Letters without receipt"),
    N_("A letter that was signed so many days ago and has no receipt of service comes up."),
)

AREAS: dict[str, dict[str, Setting]] = {
    N_("Office"): {
        "office_name": Setting(
            title=N_("Office name"),
            about=N_("Stands on the login page; everywhere else stands the name of the unit."),
            kind="text",
            default="",
            variable="OFFICE_NAME",
            least=2,
            most=60,
            top_only=True,
        ),
        "number_pattern": Setting(
            title=N_("Number pattern"),
            about=N_("How the numbers of new petitions run; numbers already given stay."),
            kind="choice",
            default="day",
            options=(
                ("day", N_("LF610115202205010001: kind, region, day, four digits")),
                ("year", N_("LF6101152022000001: kind, region, year, six digits")),
            ),
        ),
        "window_hours": Setting(
            title=N_("Window hours"),
            about=N_(
                "When the window is open; printed on slips. Such as 09:00-12:00, 14:00-17:00."
            ),
            kind="hours",
            default="09:00-12:00, 14:00-17:00",
            least=0,
            most=60,
        ),
    },
    N_("Registration"): {
        "group_visit_from": _number(
            N_("Group visit from"),
            N_("From so many people on a visit counts as a group visit."),
            5,
            2,
            100,
            variable="GROUP_VISIT_THRESHOLD",
            unit=PEOPLE,
        ),
        "joint_letter_from": _number(
            N_("Joint letter from"),
            N_("From so many signers on a letter counts as a joint letter."),
            5,
            2,
            100,
            variable="JOINT_LETTER_THRESHOLD",
            unit=PEOPLE,
        ),
        "backdate_days": _number(
            N_("Late entry without approval"),
            N_("How many days back a date may lie before a second person must agree."),
            3,
            0,
            60,
            variable="BACKDATE_DAYS",
            unit=DAYS,
        ),
        "draft_hours": _number(
            N_("Keep drafts"),
            N_("How long a form that was begun and not sent is kept."),
            72,
            1,
            720,
            variable="DRAFT_HOURS",
            unit=HOURS,
        ),
    },
    N_("Limits"): {
        "internal_notice_days": _days(
            N_("Internal limit of the notice"),
            N_(
                "A unit is to tell the petitioner after so many days, before the law asks for it;"
                " 0 means no such limit. Limits that run already stay."
            ),
            (0, 0, 14),
        ),
        "internal_handling_days": _days(
            N_("Internal limit of the handling"),
            N_(
                "A unit is to reply after so many days, before the law asks for it;"
                " 0 means no such limit. Limits that run already stay."
            ),
            (0, 0, 59),
        ),
        "execution_days": _days(
            N_("Carrying out of what was supported"),
            N_("Within so many days of the reply, where the reply names no day."),
            (30, 1, 365),
        ),  # fmt: skip
        "hearing_notice_days": _days(
            N_("Notice of a hearing"),
            N_("So many days ahead those who take part in a hearing are told place and time."),
            (7, 1, 30),
        ),  # fmt: skip
        "receipt_days": _days(*RECEIPTS, (7, 1, 60)),
        "lamp_yellow_share": _share(
            N_("Yellow lamp, share"), N_("Yellow when less than this share of a limit is left"), 50
        ),
        "lamp_yellow_days": _lamp_days(N_("Yellow lamp, days"), 15),
        "lamp_orange_share": _share(
            N_("Orange lamp, share"), N_("Orange when less than this share of a limit is left"), 25
        ),
        "lamp_orange_days": _lamp_days(N_("Orange lamp, days"), 7),
    },
    N_("Reports"): {
        "month_begins_on": _number(
            N_("First day of the month"),
            N_("Months of the reports begin on this day; 21 means from the 21st to the 20th."),
            1,
            1,
            28,
        ),
        "month_closed_on": _number(
            N_("Day on which the month is closed"),
            N_("On this day the month before is closed by itself; 0 means only by hand."),
            5,
            0,
            28,
        ),
        "settled_months": _months(
            N_("Settled at once"),
            N_(
                "A matter is settled at once if nobody came again within so many months of its end."
            ),
            6,
        ),
        "backlog_months": _months(
            N_("Long-standing matter"),
            N_("A petition that is still open so many months after its registering counts as one."),
            12,
        ),
    },
    N_("Targets of the indicators"): TARGETS,
    N_("Urgent matters"): URGENT,
    N_("Supervision by rule"): PRESSING,
    N_("Morning"): MORNING,
    N_("Attachments"): {
        "upload_mb": _number(
            N_("Largest attachment"),
            N_("One file may have so many megabytes."),
            50,
            1,
            200,
            top_only=True,
            variable="MAX_UPLOAD_MB",
            unit=N_("megabytes"),
        ),
        "upload_files": _number(
            N_("Attachments at a time"),
            N_("So many files may be sent in one go."),
            20,
            1,
            100,
            top_only=True,
            variable="MAX_UPLOAD_FILES",
            unit=N_("files"),
        ),
    },
    N_("Deputies"): {
        "deputy_days": _days(
            N_("Longest deputy period"),
            N_("A deputy stands in for so many days at most; then a new period must be set."),
            (90, 1, 366),
        ),
    },
    N_("Login"): {
        "idle_minutes": _number(
            N_("Idle time"),
            N_("Who does nothing for so long must log in again."),
            15,
            5,
            240,
            variable="IDLE_MINUTES",
            unit=MINUTES,
        ),
        "session_hours": _number(
            N_("Longest session"),
            N_("After so many hours everybody must log in again."),
            8,
            1,
            24,
            variable="SESSION_HOURS",
            unit=HOURS,
        ),
        "sessions_at_once": _number(
            N_("Sessions at once"),
            N_("So many sessions an account may have at the same time; 0 means any number."),
            1,
            0,
            20,
            variable="SESSIONS_AT_ONCE",
            unit=N_("sessions"),
        ),
        "login_failures": _number(
            N_("Failures before the lock"),
            N_("After so many wrong passwords in a row the account is locked for a while."),
            5,
            3,
            20,
            variable="LOGIN_FAILURES",
            unit=TIMES,
        ),
        "lock_minutes": _number(
            N_("Length of the lock"),
            N_("How long the account stays locked after too many wrong passwords."),
            30,
            5,
            1440,
            variable="LOCK_MINUTES",
            unit=MINUTES,
        ),
        "unused_days": _days(
            N_("Lock unused accounts"),
            N_("Who did not log in for so many days is locked; 0 means never."),
            (90, 0, 730),
        ),
    },
    N_("Passwords"): {
        "password_length": _number(
            N_("Shortest password"),
            N_("A password has at least so many characters."),
            10,
            8,
            64,
            unit=N_("characters"),
        ),
        "password_kinds": _number(
            N_("Kinds of characters"),
            N_("Of capitals, small letters, digits and signs so many kinds are needed."),
            3,
            2,
            4,
            unit=N_("kinds"),
        ),
        "password_days": _number(
            N_("Age of a password"),
            N_("After so many days a new password must be chosen; 0 means never."),
            90,
            0,
            365,
            variable="PASSWORD_DAYS",
            unit=DAYS,
        ),
        "password_history": _number(
            N_("Earlier passwords"),
            N_("The new password must differ from so many earlier ones."),
            5,
            0,
            20,
            unit=N_("passwords"),
        ),
    },
}
SETTINGS: dict[str, Setting] = {
    name: setting for settings in AREAS.values() for name, setting in settings.items()
}
