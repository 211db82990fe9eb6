"""The engine for logs that outgrow one machine: the same plan, run by a Spark cluster where the log is."""
