"""The one HTTP client: polite, bounded in time and size, and never led to a private address."""
