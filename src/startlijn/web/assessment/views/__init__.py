"""Views of joint assessment: a module for each side."""
