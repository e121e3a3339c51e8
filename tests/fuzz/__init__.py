"""Sites made at random, of which the generator has to make pages or problems, and nothing else."""
