"""The running limits of a file: started, stopped, lit, and explained."""
