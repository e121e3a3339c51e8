"""What earlier builds found out, kept in one file outside the site."""
