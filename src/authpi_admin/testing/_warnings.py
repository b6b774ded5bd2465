"""The warning for keys that the OpenAPI document does not describe; apart, so that importing it loads nothing else."""


class UnknownKeysWarning(UserWarning):
    """A request body has a key that the OpenAPI document does not describe."""
