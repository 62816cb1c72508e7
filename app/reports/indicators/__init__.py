"""考核指标: rates and averages by unit with their definitions, and how the month will end."""
