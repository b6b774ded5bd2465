"""What programs written for version 1.x use; each part is loaded only when a program uses it."""
