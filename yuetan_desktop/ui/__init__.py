"""The window: pages, widgets and everything painted. Shows; decides nothing."""
