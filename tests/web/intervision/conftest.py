"""The people around intervision, with their browsers."""

from tests.domain.intervision.conftest import Ring, ring

__all__ = ["Ring", "ring"]
