"""Verbs of the post. Others use `enqueue`, `cancel_job`, `send_mail` and `tell`; the worker uses the rest."""

from startlijn.base.post.actions.jobs import cancel_job, enqueue, retry_job
from startlijn.base.post.actions.mail import send_mail, tell

__all__ = ["cancel_job", "enqueue", "retry_job", "send_mail", "tell"]
