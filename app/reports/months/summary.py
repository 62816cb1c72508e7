"""The summary of a month: a few sentences, made of the numbers that its tables show."""

from collections.abc import Iterator, Mapping

from flask_babel import gettext as _

from app.core.sheet import Sheet
from app.reports.ratios import change

#: So many issues are named.
NAMED = 3


def sentences(sheets: Mapping[str, Sheet], office: str) -> Iterator[str]:
    """Yield the sentences of the summary."""
    yield _arrived(sheets["master"], office)
    yield _compared(sheets["master"])
    yield _(
        "Group visits: %(count)s with %(heads)s heads; repeat visits: %(repeat)s.",
        count=number(sheets["master"], "visits.group"),
        heads=number(sheets["master"], "visits.group.people"),
        repeat=number(sheets["master"], "visits.repeat"),
    )
    if issues := _issues(sheets["ranking"]):
        yield _("Raised most: %(issues)s.", issues=issues)
    yield _handled(sheets["master"])


def number(master: Sheet, column: str, row: str = "now") -> int:
    """Return one number of the master table; what it does not show is none."""
    found = master.at(row, column)
    return found if isinstance(found, int) else 0


def _arrived(master: Sheet, office: str) -> str:
    counts = {name: number(master, name) for name in ("letters", "visits", "online", "calls")}
    return _(
        "%(office)s registered %(all)s petitions with %(people)s heads: %(letters)s letters,"
        " %(visits)s visits with %(visitors)s heads, %(online)s online, %(calls)s calls,"
        " %(others)s in other ways.",
        office=office,
        all=number(master, "all"),
        people=number(master, "all.people"),
        visitors=number(master, "visits.people"),
        others=number(master, "all") - sum(counts.values()),
        **counts,
    )


def _compared(master: Sheet) -> str:
    now = number(master, "all")
    return _(
        "Against the same days last year: %(year)s; against the span before: %(step)s.",
        year=_against(now, number(master, "all", "year_before")),
        step=_against(now, number(master, "all", "before")),
    )


def _against(now: int, then: int) -> str:
    if now == then:
        return _("as many")
    share = change(now, then)
    if share is None:
        return _("%(count)s more, none before", count=now)
    if now > then:
        return _("%(count)s more (%(share)s per cent)", count=now - then, share=f"+{share}")
    return _("%(count)s fewer (%(share)s per cent)", count=then - now, share=share)


def _issues(ranking: Sheet) -> str:
    lines = [row for row in ranking.rows if row.standing == "line"][:NAMED]
    return _(", ").join(
        _(
            "%(issue)s %(count)s (%(share)s per cent)",
            issue=ranking.at(row.key, "issue"),
            count=ranking.at(row.key, "all"),
            share=ranking.at(row.key, "share"),
        )
        for row in lines
    )


def _handled(master: Sheet) -> str:
    return _(
        "To be concluded: %(due)s, of these in time %(kept)s, overdue and not answered %(over)s."
        " To be rated: %(to_rate)s, rated %(rated)s.",
        due=number(master, "answer"),
        kept=number(master, "answer.kept"),
        over=number(master, "answer.over"),
        to_rate=number(master, "to_rate"),
        rated=number(master, "rated"),
    )
