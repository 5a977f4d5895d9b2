"""A learning group with its browsers."""

from tests.domain.plg.conftest import Company, company, crowd

__all__ = ["Company", "company", "crowd"]
