"""slakit: the agreement between sales and marketing, as code."""
