"""What holds for the whole house: layers, generated pages, documentation that runs, completeness."""
