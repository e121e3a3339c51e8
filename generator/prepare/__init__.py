"""Everything up to the pages that have to be made: the stages, each fed only what changed."""
