"""Tests of slakit.attainment."""
