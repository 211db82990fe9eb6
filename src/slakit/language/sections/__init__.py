"""The sections of an agreement that promise nothing themselves, one module each."""
