"""What holds for every paper: stages, opinions, redaction, written moments."""
