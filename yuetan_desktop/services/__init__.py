"""What the window and the command line both call; functions whose first argument is a Workspace."""
