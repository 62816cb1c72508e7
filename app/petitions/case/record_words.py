"""How far a record beside the line has come, in words."""

from app.core.i18n import N_

STATUS = {
    "asked": N_("Waits for the leader"),
    "instructed": N_("Instructed"),
    "returned": N_("Sent back"),
    "withdrawn": N_("Withdrawn"),
    "written": N_("To be passed on"),
    "passed_on": N_("Passed on"),
    "answered": N_("Answered"),
    "closing": N_("Waits for the second look"),
    "issued": N_("Issued"),
    "signed": N_("Signed for"),
    "closed": N_("Closed"),
    "proposed": N_("Proposed"),
    "redacted": N_("Redacted"),
    "approved": N_("Approved"),
    "published": N_("Published"),
    "granted": N_("Stepped aside"),
    "open": N_("Not decided yet"),
    "agreed": N_("Agreed"),
    "fulfilled": N_("Fulfilled"),
    "to_do": N_("To be carried out"),
    "done": N_("Carried out"),
    "dropped": N_("Dropped with its opinion"),
    "failed": N_("Failed"),
    "called": N_("Called"),
    "held": N_("Held"),
    "cancelled": N_("Cancelled"),
    "refused": N_("Refused"),
    "delivered": N_("Delivered"),
    "released": N_("No longer waited for"),
    "unmask": N_("On the page"),
    "print": N_("Printed"),
    "export": N_("Taken out"),
}
#: Where the same word of a status says something else than elsewhere.
OWN_WORDS = {
    "charge": {"open": N_("Goes on"), "released": N_("Released")},
    "mediation": {"open": N_("Goes on")},
    "recusal": {"asked": N_("Still to be decided")},
    "contribution": {"asked": N_("Not delivered yet")},
}
WAIVED = {"asked": N_("Still to be decided"), "granted": N_("Granted"), "refused": N_("Refused")}
