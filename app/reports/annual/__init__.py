"""年度报告 (art. 41): four chapters with the numbers; what they cannot tell is written by hand."""
