"""Reading → Layout: what a paragraph is, whatever the format; what belongs to the page is set apart."""
