"""What pages show: frozen values, all that templates and writers see."""
