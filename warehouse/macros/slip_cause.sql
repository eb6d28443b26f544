-- What likely made a figure so many tens too large or too small: a word of scale taken for another, or a slip.
CREATE OR REPLACE MACRO staging.slip_cause(tens, usual) AS
    CASE
        WHEN tens > 0 AND usual >= 1e8
            THEN concat('; ', staging.figure_zh(usual), ' is ', staging.figure(usual), ': likely a translation slip')
        ELSE ': likely a slip of magnitude'
    END
