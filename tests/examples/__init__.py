"""The examples at work: what their pages say is what happens."""
