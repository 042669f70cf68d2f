"""What people do in and about groups."""
