"""Ten stories, each told by the real commands from its first day to where it stands today."""
