"""What taking a file out in full asks: what it is needed for, and as what."""

from wtforms import HiddenField

from app.petitions.forms.desk import UnmaskForm


class TakeOutForm(UnmaskForm):
    """The purpose, and whether a sheet of Excel or a page for the printer is wanted."""

    act = HiddenField("")
