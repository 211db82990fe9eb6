"""Where slakit plugs in: GitHub's action, pre-commit's hooks, an editor's language server; each run for real."""
