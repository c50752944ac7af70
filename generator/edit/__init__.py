"""Help for those who edit records: ``new`` starts one, ``fix`` lays out what stands. Nothing here judges a record."""
