"""Which pages are photographed, as whom, how wide and in which language."""

from typing import NamedTuple

DESK, POCKET, WALL = 1366, 390, 1920


class Shot(NamedTuple):
    """One picture: its file's name, who looks, at what; ``press`` is clicked before it is taken.

    A path may name a story in braces, which stands for its petition: ``/petitions/{overdue}``.
    """

    name: str
    username: str
    path: str
    width: int = DESK
    locale: str = "zh"
    press: str = ""
    whole: bool = False


HOMES = tuple(
    Shot(f"home-{name}", name, "/")
    for name in (
        "window", "triage", "reviewer", "bureau", "leader", "handler", "head", "supervisor",
        "review", "accusation", "archivist", "statistics", "station", "system",
    )
)  # fmt: skip

DESKS = (
    Shot("login", "", "/login/"),
    Shot("registration-visit", "window", "/registration/visit", whole=True),
    Shot(
        "registration-visit-wrong", "window", "/registration/visit", press="main form [type=submit]"
    ),
    Shot("registration-letter", "letters", "/registration/letter", whole=True),
    Shot("registration-assigned", "letters", "/registration/assigned", whole=True),
    Shot("registration-today", "window", "/registration/today"),
    Shot("registration-slip", "window", "/registration/{today}/slip"),
    Shot("triage-pool", "triage", "/triage/"),
    Shot("triage-pool-filtered", "triage", "/triage/?channel=2&lamp=yellow"),
    Shot("triage-pool-empty", "triage", "/triage/?words=zzz"),
    Shot("accusations", "accusation", "/accusations/"),
    Shot("work-pending", "handler", "/work/"),
    Shot("work-decide", "head", "/work/?tab=decide"),
    Shot("work-passed", "triage", "/work/?tab=passed"),
    Shot("archive", "archivist", "/archive/"),
    Shot("archive-to-file", "archivist", "/archive/?tab=to_archive"),
    Shot("instructions", "triage", "/instructions/"),
    Shot("instruction-new", "leader", "/instructions/add"),
    Shot("supervisions", "supervisor", "/supervisions/"),
    Shot("reviews", "review", "/reviews/"),
    Shot("reviews-enter", "city_review", "/reviews/enter"),
    Shot("supervisions-proposed", "supervisor", "/supervisions/?tab=proposed"),
    Shot("advice", "supervisor", "/advice/"),
    Shot("morning", "head", "/morning"),
    Shot("urgent", "bureau", "/urgent/"),
    Shot("urgent-new", "window", "/urgent/add", whole=True),
    Shot("receptions", "triage", "/receptions/"),
    Shot("charges", "leader", "/charges/"),
    Shot("executions", "handler", "/executions/"),
    Shot("waivers", "bureau", "/waivers/"),
    Shot("letters-register", "head", "/letters/register/"),
    Shot("letters-templates", "system", "/letters/templates/"),
    Shot("public-replies", "triage", "/public-replies/"),
    Shot("public-replies-published", "triage", "/public-replies/published"),
)

CASES = (
    Shot("case-group-visit", "handler", "/petitions/{group_visit}", whole=True),
    Shot("case-repeat-visit", "triage", "/petitions/{repeat_visit}"),
    Shot("case-anonymous-letter", "triage", "/petitions/{anonymous_letter}"),
    Shot("case-accusation", "accusation", "/petitions/{accusation}"),
    Shot("case-assigned-by-city", "bureau", "/petitions/{assigned_by_city}"),
    Shot("case-overdue", "supervisor", "/petitions/{overdue}", whole=True),
    Shot("case-declined", "triage", "/petitions/{declined}"),
    Shot("case-re-examination", "triage", "/petitions/{re_examination}", whole=True),
    Shot("case-to-the-archive", "archivist", "/petitions/{to_the_archive}", whole=True),
    Shot("case-letters", "triage", "/petitions/{to_the_archive}?tab=letters", whole=True),
    Shot("move-draft-letter", "handler", "/petitions/{group_visit}/draft-letter"),
    Shot("case-joined", "triage", "/petitions/{joined}"),
    Shot("move-transfer", "triage", "/petitions/{anonymous_letter}/transfer"),
    Shot("move-assign", "triage", "/petitions/{anonymous_letter}/assign"),
    Shot("move-decline", "triage", "/petitions/{anonymous_letter}/decline"),
    Shot("move-join", "triage", "/petitions/{anonymous_letter}/join"),
    Shot("move-submit", "triage", "/petitions/{anonymous_letter}/submit"),
    Shot("move-reply", "handler", "/petitions/{group_visit}/reply", whole=True),
    Shot("move-extend", "handler", "/petitions/{group_visit}/extend"),
    Shot("move-refused", "handler", "/petitions/{overdue}/extend"),
    Shot("move-serve", "triage", "/petitions/{declined}/serve"),
    Shot("move-supervise", "supervisor", "/petitions/{group_visit}/issue-supervision"),
    Shot("limit-sheet", "handler", "/petitions/{group_visit}/limits", whole=True),
    Shot("case-unmask", "triage", "/petitions/{group_visit}/unmask"),
    Shot("case-attach", "triage", "/petitions/{group_visit}/attach"),
    Shot("case-print", "triage", "/petitions/{group_visit}/print", whole=True),
    Shot("case-export", "triage", "/petitions/{group_visit}/export"),
)

SYSTEM = (
    Shot("accounts", "system", "/accounts/list/"),
    Shot("account-new", "system", "/accounts/add"),
    Shot("units", "system", "/units/list/"),
    Shot("unit-new", "system", "/units/add"),
    Shot("roles", "security", "/roles/"),
    Shot("role", "security", "/roles/2"),
    Shot("dictionaries", "system", "/dictionaries/"),
    Shot("dictionary-items", "system", "/dictionaries/source/"),
    Shot("dictionary-tree", "system", "/dictionaries/issue/?open=0112"),
    Shot("dictionary-item", "system", "/dictionaries/source/04/"),
    Shot("dictionary-merge", "system", "/dictionaries/source/04/merge"),
    Shot("dictionary-import", "system", "/dictionaries/import"),
    Shot("regions", "system", "/regions/list/"),
    Shot("calendar", "system", "/calendar-days/list/"),
    Shot("holidays", "system", "/setup/holidays/"),
    Shot("calendar-changes", "security", "/calendar-changes/"),
    Shot("account", "system", "/accounts/show/3"),
    Shot("account-import", "system", "/accounts/import/"),
    Shot("role-compare", "security", "/roles/compare?first=2&second=3"),
    Shot("leaving", "system", "/leaving/"),
    Shot("unit", "system", "/units/show/6"),
    Shot("unit-merge", "system", "/unit-shape/merge"),
    Shot("settings", "system", "/settings/"),
    Shot("setting", "system", "/settings/group_visit_from"),
    Shot("journal", "audit", "/journal/"),
    Shot("jobs", "system", "/jobs/"),
    Shot("first-day", "system", "/setup/"),
    Shot("report-level", "triage", "/reports/level?period=year"),
    Shot("report-content", "triage", "/reports/content?period=year"),
    Shot("report-ranking", "triage", "/reports/ranking?period=year"),
    Shot("report-abnormal", "triage", "/reports/abnormal?period=year"),
    Shot("report-master", "triage", "/reports/master?period=year"),
    Shot("report-narrowed", "triage", "/reports/content?period=year&within=region-610115001"),
    Shot(
        "report-files",
        "triage",
        "/reports/content/files?since=2024-01-01&until=2026-03-01&line=04&column=all.people",
    ),
    Shot(
        "report-proposals",
        "bureau",
        "/indicators/files?group=matters&line=total&column=adopted:whole&period=year",
    ),
    Shot("report-chart", "triage", "/charts/?by=issue1&split=kind&period=year"),
    Shot("report-chart-none", "triage", "/charts/?by=kind&since=2001-01-01&until=2001-01-31"),
    Shot("report-chart-error", "triage", "/charts/?by=kind&since=2026-03-05&until=2026-03-01"),
    Shot("report-indicators", "bureau", "/indicators/?period=year"),
    Shot("report-indicators-units", "bureau", "/indicators/?period=year&group=limits"),
    Shot("report-forecast", "bureau", "/forecast/"),
    Shot("report-months", "statistics", "/months/"),
    Shot("leader-dashboard", "bureau", "/leader/?period=year", whole=True),
    Shot("leader-paper", "bureau", "/leader/paper?period=year", whole=True),
    Shot("leader-screen", "bureau", "/leader/screen?period=year", width=WALL),
    Shot("report-annual", "bureau", "/annual-reports/"),
    Shot("report-forms", "system", "/reports/forms/"),
    Shot("report-form", "system", "/reports/forms/level"),
    Shot("report-error", "triage", "/reports/level?since=2026-03-05&until=2026-03-01"),
    Shot("not-found", "triage", "/petitions/999999"),
    Shot("forbidden", "window", "/triage/"),
)

OWN = (
    Shot("announcements", "window", "/announcements/"),
    Shot("knowledge", "window", "/knowledge/"),
    Shot("laws", "window", "/laws/"),
    Shot("information-manage", "triage", "/information/manage/"),
    Shot("information-new", "triage", "/information/add"),
    Shot("messages", "window", "/messages/"),
    Shot("message-new", "window", "/messages/add"),
    Shot("plans", "handler", "/plans/"),
    Shot("plans-month", "handler", "/plans/calendar"),
    Shot("plan-new", "handler", "/plans/add"),
    Shot("me", "window", "/me/"),
    Shot("password", "window", "/me/password"),
    Shot("sessions", "window", "/me/sessions/"),
    Shot("preferences", "window", "/me/preferences/"),
    Shot("second-factor", "window", "/me/second-factor/"),
    Shot("deputies", "head", "/seat/"),
)

POCKETS = tuple(
    Shot(f"{name}-390", username, path, width=POCKET)
    for name, username, path in (
        ("home-triage", "triage", "/"),
        ("triage-pool", "triage", "/triage/"),
        ("registration-visit", "window", "/registration/visit"),
        ("case-group-visit", "handler", "/petitions/{group_visit}"),
        ("work-pending", "handler", "/work/"),
        ("archive", "archivist", "/archive/"),
    )
)

LANGUAGES = tuple(
    Shot(f"{name}-{suffix}", username, path, locale=locale)
    for locale, suffix in (("en", "en"), ("zh_TW", "hant"))
    for name, username, path in (
        ("home-triage", "triage", "/"),
        ("triage-pool", "triage", "/triage/"),
        ("registration-visit", "window", "/registration/visit"),
        ("case-group-visit", "handler", "/petitions/{group_visit}"),
    )
)

SHOTS = (*HOMES, *DESKS, *CASES, *SYSTEM, *OWN, *POCKETS, *LANGUAGES)
