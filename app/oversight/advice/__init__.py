"""三项建议 (art. 40): to improve the work, to complete a policy, to hold somebody responsible."""
