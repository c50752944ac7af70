"""Tables that offices work with: records as a workbook and back, and lists of their own moved over."""
