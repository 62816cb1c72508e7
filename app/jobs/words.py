"""What tasks are called on the page; a task without a word is shown by its name."""

from app.core.i18n import N_

WORDS = {
    "reminders.deliver": N_("Deliver reminders"),
    "reminders.mail": N_("Mail a notice of reminders"),
    "reports.months": N_("Have months of the reports closed"),
    "reports.close_month": N_("Close a month of the reports"),
}
