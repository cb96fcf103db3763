"""Documents from elsewhere, read into plain values. What cannot be read is refused in words."""
