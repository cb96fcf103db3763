"""Every read of meetings: finding them, the calendar, the roll call, what kinds propose."""
