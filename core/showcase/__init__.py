"""What the page of components shows: every field and component in every state. Development only."""
