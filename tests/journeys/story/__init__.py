"""What the browser stories share: who is in them, their letters, what they type, and what each page must be."""
