"""Settings: base (a laptop, the demo), production, test."""
