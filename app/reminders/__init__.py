"""Plans and reminders (任务与提醒): what an officer means to do, and the bell that tells him."""
