"""Places to a drawn map: coastlines, clustered marks and labels, computed from numbers alone."""
