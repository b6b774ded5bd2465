"""The body `CreateAgentVerifierInput`."""

from typing import NotRequired

from typing_extensions import TypedDict


class CreateAgentVerifierInput(TypedDict):
    """A new verifier of an agent.

    Its members are inferred, not documented: treat them as unverified.
    """

    type: "AgentVerifierTypeInput"
    name: NotRequired[str | None]
    description: NotRequired[str | None]
    address: NotRequired[str]
    """CAIP-2 wallet address, for a `wallet`."""


from authpi_core.models.agent_verifier_type import AgentVerifierTypeInput
