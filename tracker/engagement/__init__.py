"""What was really watched: the rules R1 to R9, as pure functions of samples.

Knows: runs, coverage, durations, quartiles and the attention map.
Must never know: a clock, a thread, a file, a log or the settings. Time arrives inside the
samples, the rules as a frozen ``EngagementRules``.
"""
