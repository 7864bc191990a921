"""Accounts, their API keys and what each of them has set."""
