"""What belongs to one officer alone (个人资料): password, sessions, second factor, preferences."""
