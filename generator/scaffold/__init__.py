"""Begin: a whole small site to change into one's own, and skeletons of what a site has.

Nothing here builds or checks: what is made is text, which the commands write where nothing is yet.
"""
