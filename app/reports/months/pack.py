"""月报包: cover, summary and all tables of a closed month in one workbook, always the same one."""

from io import BytesIO

from app.core.render.excel_pack import Cover, write_pack
from app.reports.months.reading import Kept


def pack(kept: Kept) -> BytesIO:
    """Draw the workbook from what was kept: nothing in it is counted, dated or worded anew."""
    content = kept.content
    told, version = content["told"], kept.row.version
    cover = Cover(
        content["title"],
        tuple(content["summary"]),
        (*told, f"SHA-256: {kept.row.digest}"),
        next((line for line in told if line.endswith(version)), version),
    )
    return write_pack(cover, list(kept.sheets.values()), at=kept.row.closed_at)
