"""Taking one's own data along, restricting, erasing, and keeping no longer than was said."""

from startlijn.base.privacy.actions.own import export_own_data

__all__ = ["export_own_data"]
