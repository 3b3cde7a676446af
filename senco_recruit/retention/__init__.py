"""Erasing papers when their time is up. The register of personal data says how long; here is when that is."""
