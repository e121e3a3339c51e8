"""Places to a drawn map: land outlines, marks and labels, worked out from numbers alone."""
