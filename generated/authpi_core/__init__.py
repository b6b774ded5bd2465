"""Low-level typed functions for the AuthPI Core API, generated from its OpenAPI document."""
