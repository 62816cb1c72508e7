"""统计报表: what is counted, the six reports, and the list behind every number."""
