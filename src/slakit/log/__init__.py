"""The event log: files of any accepted form become one typed relation, with nothing lost on the way."""
