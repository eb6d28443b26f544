"""Articles and claims become facts here, and facts a published file that many read."""
