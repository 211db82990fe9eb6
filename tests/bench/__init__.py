"""The benchmarks: that they measure the same job, and what their table says."""
