"""Resources: one class each, a list of bound endpoint functions. Their signatures are those of the document."""
