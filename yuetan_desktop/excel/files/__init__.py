"""Files to sheets, whatever they call themselves, and what is wrong with a file."""
