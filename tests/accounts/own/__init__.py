"""One's own account: password, logins, second factor, lists, other ways to log in."""
