"""The desk of the accounts: listed, opened, brought in from Excel, locked, told of."""
