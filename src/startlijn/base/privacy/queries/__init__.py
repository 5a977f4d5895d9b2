"""What is recorded, what is recorded about me, and why somebody may see it: live from the declarations."""

from startlijn.base.privacy.queries.own import own_data
from startlijn.base.privacy.queries.recorded import declared_models, recorded
from startlijn.base.privacy.queries.why import explained, holders_today, why

__all__ = ["declared_models", "explained", "holders_today", "own_data", "recorded", "why"]
