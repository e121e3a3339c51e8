"""The cache: what earlier builds found out, in one SQLite file. All SQL of the project is here."""
