"""Verbs of the post. Others use `enqueue`, `cancel_job` and `send_mail`; the worker uses the rest."""

from startlijn.base.post.actions.jobs import cancel_job, enqueue, retry_job
from startlijn.base.post.actions.mail import send_mail

__all__ = ["cancel_job", "enqueue", "retry_job", "send_mail"]
