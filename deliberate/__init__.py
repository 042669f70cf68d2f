"""deliberate: groups meet, decide by consent, and remember what they decided."""
