"""What every part of the application rests on."""
