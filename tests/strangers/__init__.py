"""What a pull request from a stranger may hold: each thing gives a diagnostic or is carried harmlessly, cheaply."""
