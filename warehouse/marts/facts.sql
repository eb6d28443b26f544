-- One row per fact and candidate value: what the claims together support, how it ranks, and why.
SELECT
    fact_id,
    season,
    app,
    kind,
    measure,
    basis,
    as_of,
    bound,
    value,
    value_max,
    unit,
    currency,
    value_cny,
    rank,
    status,
    CASE
        WHEN is_suspect AND tens = 0 THEN concat(
            staging.figure(amount), ' is what ', staging.counted(usual_reports, 'independent report'),
            ' give for ', usual_as_of, ': likely the wrong day'
        )
        WHEN is_suspect THEN concat(
            staging.figure(amount), ' is ', staging.times(tens), ' what ',
            staging.counted(usual_reports, 'independent report'), CASE WHEN usual_reports = 1 THEN ' says' ELSE ' say' END,
            CASE
                WHEN tens > 0 AND usual_amount >= 1e8
                    THEN concat('; ', staging.figure_zh(usual_amount), ' is ', staging.figure(usual_amount),
                        ': likely a translation slip')
                ELSE ': likely a slip of magnitude'
            END
        )
        WHEN NOT is_preferred THEN concat(
            'differs from the preferred ', staging.figure(preferred_amount), ' (',
            staging.counted(preferred_origins, 'origin'), ')',
            CASE WHEN is_even_slip THEN concat('; ', staging.times(tens), ' it, and neither has more reports') ELSE '' END,
            CASE WHEN is_day_guessed THEN '; no day is given, it may speak of another one' ELSE '' END
        )
        WHEN rival_figures IS NOT NULL THEN concat(
            'preferred to ', rival_figures, ': ', why_preferred
        )
        WHEN origins >= 2 THEN concat(origins, ' independent origins agree')
        ELSE concat('one origin only, ', an_origin, CASE
            WHEN reports > 1 THEN concat(', in ', reports, ' independent reports') ELSE '' END)
    END AS reason,
    origins,
    claims,
    first_seen_at,
    last_seen_at,
    "count",
    reports,
    group_id
FROM staging.judged_values
ORDER BY season, app, kind, measure, as_of, value, fact_id
