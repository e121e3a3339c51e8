"""A cleaned report to a proposal: each value of a draft, with how it was found."""
