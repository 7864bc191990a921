"""Words: prompts checked and extended."""
