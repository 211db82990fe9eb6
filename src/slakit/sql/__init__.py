"""Building blocks of compiled SQL: text, conditions, time, relations. Nothing here runs a query."""
