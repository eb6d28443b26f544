-- The rejected figures of the batch that are not there yet go in.
INSERT INTO raw.rejected_figures BY NAME
SELECT * FROM incoming_rejected_figures
EXCEPT
SELECT * FROM raw.rejected_figures
