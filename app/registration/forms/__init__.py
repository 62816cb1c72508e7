"""The three forms of the registration desk, put together from what they share."""
