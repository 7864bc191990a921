"""Money: a balance and an append-only ledger that always agree."""
