"""What clients can do, entity by entity."""
