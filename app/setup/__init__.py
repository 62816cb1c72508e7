"""What an office is set to: its first day, step by step, and its settings afterwards."""
