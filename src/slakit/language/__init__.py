"""From YAML text to nodes with spans, and from nodes to checked structure."""
