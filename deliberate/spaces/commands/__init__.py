"""What people do with spaces: tending them, tending their halls, having a hall for a time."""
