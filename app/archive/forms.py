"""Filing several closed petitions at once."""

from flask_babel import lazy_gettext as _l

from app.core.web.door import DynamicForm
from app.petitions.forms.fields import entry, region, unit


class FileForm(DynamicForm):
    """Unit, region and issue for all; an empty field leaves each petition its own."""

    archive_unit_id = unit(_l("Unit"), required=False)
    region_code = region(_l("Region"), required=False)
    issue = entry(_l("Issue"), "issue", required=False)
