"""What is new since the last visit: to be written together with the script that marks it."""
