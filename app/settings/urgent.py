"""Within which minutes an urgent matter is reported, and who is told besides (art. 25)."""

from app.core.i18n import N_
from app.settings.shapes import MINUTES, Setting, number

URGENT = {
    "urgent_first": number(
        N_("First report within"),
        N_("So many minutes after the office learnt of it the first report is due."),
        30,
        5,
        240,
        unit=MINUTES,
    ),
    "urgent_further": number(
        N_("Next report within"),
        N_("So many minutes after each report the next one is due, until the closing report."),
        120,
        10,
        1440,
        unit=MINUTES,
    ),
    "urgent_units": Setting(
        title=N_("Further units to be told"),
        about=N_(
            "Codes of units, separated by commas, such as the government and the office of the"
            " joint meeting. The next higher unit and the petition office are always told."
        ),
        kind="text",
        default="",
        least=0,
        most=200,
    ),
    "urgent_persons": Setting(
        title=N_("Further persons to be told"),
        about=N_("Login names, separated by commas, such as who is on duty."),
        kind="text",
        default="",
        least=0,
        most=200,
    ),
}
