"""What people type about themselves, their school and their people."""
