"""What comes in from and goes out to other tools, and the example council."""
