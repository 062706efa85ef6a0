"""What one answer shows, read by rule. Pure."""
