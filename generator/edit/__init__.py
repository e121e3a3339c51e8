"""Change files that editors wrote, and leave every byte as it was that a change is not about."""
