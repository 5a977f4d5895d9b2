"""Files from strangers: what they are by their content, and pictures without what a camera adds.

Bytes in, dataclasses out. Whatever is wrong with a file becomes one `BadFile` with a code; the doors turn the
code into a sentence. Nothing is unpacked, drawn or executed.
"""

from startlijn.engines.media.examining import examine
from startlijn.engines.media.terms import LIMITS, BadFile, Examined, FileFault, Limits, MediaType

__all__ = ["LIMITS", "BadFile", "Examined", "FileFault", "Limits", "MediaType", "examine"]
