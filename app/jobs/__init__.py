"""Background work (后台任务): what is done later, by one process, and what became of it."""
