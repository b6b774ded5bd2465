"""The body CreateAgentVerifierInput."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class CreateAgentVerifierInput(TypedDict):
    """A new verifier of an agent.

    Its members are inferred, not documented: treat them as unverified.
    """

    type: AgentVerifierTypeInput
    name: NotRequired[str | None]
    description: NotRequired[str | None]
    address: NotRequired[str]
    """CAIP-2 wallet address, for a `wallet`."""


from authpi_core.models.agent_verifier_type import AgentVerifierTypeInput
