"""The body `CreateAgentVerifierInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class CreateAgentVerifierInput(TypedDict):
    """The verifier to add to an agent.

    Its fields are inferred, not documented. Treat them as unverified.
    """

    type: "AgentVerifierTypeInput"
    """Type of the verifier."""
    name: NotRequired[str | None]
    """Name of the verifier."""
    description: NotRequired[str | None]
    """Description of the verifier."""
    address: NotRequired[str]
    """CAIP-2 wallet address, for verifiers of type `wallet`."""


from authpi_core.models.agent_verifier_type import AgentVerifierTypeInput
