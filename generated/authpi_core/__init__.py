"""Low-level typed functions for the AuthPI Core API."""
