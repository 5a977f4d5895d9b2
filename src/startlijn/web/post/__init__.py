"""Pages about mail: how it comes to me, and the page behind the link with which it stops."""
