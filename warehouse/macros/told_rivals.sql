-- The values that a preferred one stands against, in English: over 5 bn (1 origin), 6,666 (2 origins).
CREATE OR REPLACE MACRO staging.told_rivals(rivals) AS
    array_to_string(
        list_transform(
            rivals,
            lambda rival: concat(
                staging.bounded(rival.amount, rival.bound, rival.amount_max),
                ' (', staging.counted(rival.origins, 'origin'), ')')
        ),
        ', '
    )
