"""What people do in and about a meeting, one module for each part of its life."""
