"""Verbs of the post. Others use `enqueue`, `cancel_job`, `send_mail` and `tell`; the worker uses the rest."""

from startlijn.base.post.actions.choices import choose_mail, stop_mail
from startlijn.base.post.actions.digest import bundle
from startlijn.base.post.actions.jobs import cancel_job, enqueue, retry_job
from startlijn.base.post.actions.mail import send_mail, tell

__all__ = ["bundle", "cancel_job", "choose_mail", "enqueue", "retry_job", "send_mail", "stop_mail", "tell"]
