"""领导批示, 督办, 公开答复: what leaders wrote, what was demanded, what the public may read."""
