"""工作台: what is mine and due today, what is overdue, what waits for me, what came from above."""
