"""Reading → Layout: what a page, a paragraph or a line is, whatever the format; what belongs to the page is set apart."""
