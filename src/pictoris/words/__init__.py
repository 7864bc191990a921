"""Words: prompts read, checked and extended.

prompt      parse(text) → Prompt: pictures, weighted words, settings, variants, problems; render, expand, references
flags       the table of flags; `ignored` tells which of them nobody honours
moderation  check(text, ban words) → whether a prompt may be painted, and else the first thing wrong with it
extension   extend(text) → the same with more to see in it
"""
