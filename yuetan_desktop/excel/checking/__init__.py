"""Doubts about what a file says; they ask to look and accuse nobody."""
