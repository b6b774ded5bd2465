"""Defines the resources of one agent."""

from __future__ import annotations

from typing import Final

from authpi_core import operations as op

from authpi_admin._binding import InParent, call, pages


class AgentVerifiers(InParent):
    """Verifiers of one agent: its credentials."""

    __slots__ = ()

    create: Final = call(lambda: op.agent_verifiers_create)
    """Add a verifier to an agent."""
    delete: Final = call(lambda: op.agent_verifiers_delete)
    """Remove a verifier from an agent."""
    list: Final = call(lambda: op.agent_verifiers_list)
    """List an agent's verifiers (one page)."""
    list_all: Final = pages(lambda: op.agent_verifiers_list)
    """List an agent's verifiers (all pages)."""
