"""What people do about who they are, one file for each subject."""
