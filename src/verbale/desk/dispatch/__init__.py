"""Dispatch: lists of delegations, letters, the post book, what is sent and what comes back."""

from verbale.desk.dispatch.lists import Delegation, delegations
from verbale.desk.dispatch.posts import post_book, posts, settle
from verbale.desk.dispatch.sending import send

__all__ = ["Delegation", "delegations", "post_book", "posts", "send", "settle"]
