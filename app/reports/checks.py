"""Sums that must come out in more than one report."""

from app.core.i18n import N_
from app.reports.measures import PURPOSES
from app.reports.report import Check

BY_WAY = Check(
    whole="all",
    parts=("letters", "visits", "online", "calls", "elsehow"),
    says=N_("The total is the sum of letters, visits, online petitions and calls."),
)
BY_PURPOSE = Check(
    whole="all",
    parts=tuple(f"purpose.{name}" for name in PURPOSES),
    says=N_("The total is the sum of the six purposes."),
)
