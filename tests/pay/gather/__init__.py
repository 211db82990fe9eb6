"""Facts of pay, from agreements and logs."""
