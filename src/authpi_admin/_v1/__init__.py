"""Compatibility with programs written for version 1.x; each part is loaded only when a program uses it."""
