"""The tables of knowledge: products with their versions, and what was published of them."""

from startlijn.domain.knowledge.models.products import Maker, Product, ProductStep, ProductVersion, WorkOn
from startlijn.domain.knowledge.models.published import PublishedProduct, Thanks

__all__ = ["Maker", "Product", "ProductStep", "ProductVersion", "PublishedProduct", "Thanks", "WorkOn"]
