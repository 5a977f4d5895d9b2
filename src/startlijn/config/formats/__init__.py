"""How dates are written: the day first in both languages, and hours from 0 to 23."""
