"""Plain English for the parts of an agreement: what people read instead of YAML.

The sentences are made of the agreement's own titles, numbers and dates. Nothing here knows of a
format: text is plain, and a writer escapes it. The words are those of a contract, so the terms of
the program (episode, stop, cancel, state, field) are not used.
"""
