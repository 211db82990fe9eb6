"""Objectives: the attainment promised for a clock commitment."""
