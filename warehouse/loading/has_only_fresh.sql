-- One row: 1 if no version of the batch was read before and none of them is out of force already.
SELECT CAST(NOT EXISTS (FROM kept) AND NOT EXISTS (FROM outdated) AS INTEGER)
