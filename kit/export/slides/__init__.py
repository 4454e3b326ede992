"""Pages to PPTX."""
