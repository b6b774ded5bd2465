"""Async SDK for the AuthPI Core API."""
