"""What the words of the register mean: dates, periods, working days, bodies, documents, tasks."""
