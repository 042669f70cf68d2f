"""What must stay true: one folder per feature, the kernel's, the stories, the browser's, the faults."""
