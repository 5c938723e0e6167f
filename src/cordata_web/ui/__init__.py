"""The look of the site: base templates, components, icons, the pages about the site itself."""
