"""Many at once, against the real server. LOAD_CANDIDATES makes the crowd larger, LOAD_SECONDS the rush longer."""
