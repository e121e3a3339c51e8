"""What is due: the editorial debts of a site, for the command `status` and for the preview."""
