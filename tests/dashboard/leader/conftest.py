"""The sixty petitions of the reports: the dashboard is compared with the same lists."""

from tests.reports.conftest import office, stage, triage

__all__ = ["office", "stage", "triage"]
