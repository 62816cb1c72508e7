"""What writers and readers do with a page."""
