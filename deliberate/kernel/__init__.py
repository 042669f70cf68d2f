"""What every feature stands on: rooms and their record, acts, the writer, the doors, live delivery. It imports no feature."""
