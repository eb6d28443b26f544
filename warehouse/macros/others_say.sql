-- "9 other origins say of orders", "1 other origin says, in 3 independent reports": who stands for the other value.
CREATE OR REPLACE MACRO staging.others_say(args, topic) AS
    concat(
        staging.counted(args.others, 'other origin'),
        CASE WHEN args.others = 1 THEN ' says' ELSE ' say' END,
        topic,
        CASE
            WHEN args.other_reports > args.others THEN concat(', in ', args.other_reports, ' independent reports')
            ELSE ''
        END
    )
