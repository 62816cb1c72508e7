"""Who: units, officers, their roles and how they log in."""
