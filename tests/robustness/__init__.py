"""What happens to files when a run is stopped, killed, or has no room left."""
