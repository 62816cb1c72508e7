"""What the limits are called, and the words of the shipped rule sets, marked for translation."""

from app.core.i18n import N_

#: Every limit a rule set may speak of. A local rule set changes its length, never its meaning.
LABELS = {
    "D01": N_("Hand over or answer"),
    "D02": N_("Tell the petitioner"),
    "D03": N_("Tell the petitioner of acceptance"),
    "D04": N_("Object to the competence"),
    "D05": N_("Report back"),
    "D05I": N_("Report to the assigner"),
    "D06": N_("Handle and reply"),
    "D07": N_("Ask for review"),
    "D08": N_("Decide the review"),
    "D09": N_("Ask for re-examination"),
    "D10": N_("Decide the re-examination"),
    "D11": N_("Report what is urgent"),
    "D12": N_("Answer the proposal"),
    "D13": N_("Report of the year"),
    "D14": N_("Appraisal of the year"),
    "D15": N_("Hand over, simple procedure"),
    "D16": N_("Accept, simple procedure"),
    "D17": N_("Conclude, simple procedure"),
    "D18": N_("Rate the handling"),
    # House limits: nobody's law, ours; they say so and never roll.
    "H01": N_("Decide anew"),
    "H02": N_("Answer the suggestion"),
    "H03": N_("Answer the leader's instruction"),
    "H04": N_("Answer the supervision"),
    # Inside a statutory limit, by the office's own settings (rules.OFFICE_LIMITS).
    "H05": N_("Handle and reply (internal)"),
    "H06": N_("Tell the petitioner of acceptance (internal)"),
    # Of an assisting unit, by the day that the leading unit gives.
    "H07": N_("Contribute"),
}

#: What stops a count: the word in the file, and what it is called.
HEARING = "hearing"
PAUSES = {HEARING: N_("Hearing")}

#: The words of the shipped files; a local file may bring words of its own, shown as they stand.
SHIPPED = (
    N_("Received by the petition office"),
    N_("Received from the petitioner directly"),
    N_("Transfer or assignment received"),
    N_("Assigned"),
    N_("Assignment from above received"),
    N_("Accepted"),
    N_("Handling opinion served"),
    N_("Application for review received"),
    N_("Review opinion served"),
    N_("Application for re-examination received"),
    N_("Urgent matter learnt of"),
    N_("Proposal received"),
    N_("Every year"),
    N_("Letter served"),
    N_("Back in the pool"),
    N_("Instruction passed on"),
    N_("Supervision issued"),
    N_("Petition office"),
    N_("Receiving unit"),
    N_("Competent unit"),
    N_("Petitioner"),
    N_("Reviewing unit"),
    N_("Re-examining unit"),
    N_("Unit that was advised"),
    N_("Party committee and government"),
    N_("Instructed unit"),
    N_("Supervised unit"),
    N_("Contribution asked for"),
    N_("Assisting unit"),
    N_("Assigning unit"),
    N_("Head of the unit"),
    N_("Regulations on Petitions of 2005"),
    N_("Regulation on Petition Work of 2022"),
    N_("Regulation on Petition Work"),
    N_("Measures on Simple Handling of Petitions (trial)"),
    N_("Zhejiang over the rules of 2005"),
    N_("Zhejiang over the rules of 2022"),
    N_("Zhejiang Regulations on Petitions"),
)
