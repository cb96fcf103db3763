"""Background work: the worker loop, recurring tasks, and tasks whose worker was lost."""
