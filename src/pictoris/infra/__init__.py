"""Tools that know nothing of pictures, credits or jobs."""
