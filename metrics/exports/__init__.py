"""What a person takes away as a file."""
