-- One row per candidate value of a watched app with its rank, its status, and its reason as a code and arguments.
-- A value with three times the reports of all its rivals together is not put in doubt by them: they are. The number of
-- another measure is suspect as soon as it is corroborated there.
-- In `reason_args` the other value is the one it is a slip of, that of the other measure, or else the preferred one,
-- which has its bound.
SELECT
    * EXCLUDE (place, told_tens),
    CASE
        WHEN is_suspect OR is_settled THEN 'deprecated'
        WHEN is_preferred THEN 'preferred'
        ELSE 'normal'
    END AS rank,
    CASE
        WHEN is_suspect OR is_settled THEN 'suspect'
        WHEN is_other_measure OR is_contradicted THEN 'disputed'
        WHEN origins > 1 THEN 'corroborated'
        ELSE 'single source'
    END AS status,
    CASE
        WHEN reason_code IN ('preferred', 'agree', 'one_origin') THEN NULL
        WHEN reason_code IN ('fewer_origins', 'lesser_basis', 'older') THEN 'sources_differ'
        ELSE reason_code
    END AS likely_cause,
    struct_pack(
        amount := amount,
        tens := told_tens,
        usual := CASE WHEN is_read_wrong THEN usual_amount ELSE preferred_amount END,
        usual_bound := CASE WHEN NOT is_read_wrong THEN preferred_bound END,
        usual_max := CASE WHEN NOT is_read_wrong THEN preferred_amount_max END,
        usual_zh := staging.figure_zh(CASE WHEN is_read_wrong THEN usual_amount ELSE preferred_amount END),
        others := CASE WHEN is_read_wrong THEN usual_origins ELSE preferred_origins END,
        other_reports := CASE WHEN is_read_wrong THEN usual_reports ELSE preferred_reports END,
        usual_as_of := CASE WHEN is_read_wrong THEN usual_as_of END,
        other_measure := other_measure,
        rivals := rival_figures,
        rule := CASE WHEN reason_code = 'preferred' THEN rule END,
        basis := basis,
        other_basis := CASE WHEN is_preferred THEN next_basis ELSE preferred_basis END,
        origin := an_origin,
        origins := origins,
        reports := reports
    ) AS reason_args
FROM staging.compared_values
