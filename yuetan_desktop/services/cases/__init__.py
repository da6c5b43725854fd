"""Cases: opened from what was found, carried on step by step, kept with all that proves them."""
