"""A lead's timeline: text for people, JSON as `schema/explanation.json` describes it."""
