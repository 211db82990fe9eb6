"""What projects decide about findings."""
