"""What the commands in script/ do. Standard library only: these run before anything is installed."""
