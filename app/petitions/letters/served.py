"""The letters of which a service is recorded, by the code that the service keeps."""

from app.core.i18n import N_

LETTERS = {
    "opinion": N_("Written opinion"),
    "whereabouts": N_("Notice of where it went"),
    "acceptance": N_("Notice of acceptance"),
    "declining": N_("Notice of non-acceptance"),
    "barring": N_("Notice that it is accepted no longer"),
    "redirecting": N_("Notice of the statutory channel"),
    "extension": N_("Notice of the extension"),
    "withdrawal": N_("Notice that the opinion is withdrawn"),
    "application": N_("Notice on the application"),
    "other": N_("Another letter"),
}

# What is served first in a state; the others of the list follow.
USUAL = {
    "accepted": "acceptance",
    "replied": "opinion",
    "concluded": "opinion",
    "declined": "declining",
    "barred": "barring",
    "redirected": "redirecting",
}

#: Whom it was left for although he refused it has been served (留置): manner and receipt.
LEFT_THERE, LEFT_RECEIPT = "12", "3"

#: Receipts of a try that failed: refused (then it is left at the place), or returned by the post.
NOT_RECEIVED = ("0", "4")
