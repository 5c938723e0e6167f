"""The site: a Django project on top of the library."""
