-- By when something was told at the latest: a date without a time is midnight in Shanghai, and may mean any hour of it.
CREATE OR REPLACE MACRO staging.told_by(told_at) AS
    CASE
        WHEN date_trunc('day', timezone('Asia/Shanghai', told_at)) = timezone('Asia/Shanghai', told_at)
            THEN told_at + INTERVAL 86399 SECOND
        ELSE told_at
    END
