"""Circulation: lists of delegations, one message a delegation, the post book, what comes back."""

from verbale.desk.circulation.lists import Delegation, delegations
from verbale.desk.circulation.posts import circulate, post_book, posts, settle
from verbale.desk.circulation.sending import send

__all__ = ["Delegation", "circulate", "delegations", "post_book", "posts", "send", "settle"]
