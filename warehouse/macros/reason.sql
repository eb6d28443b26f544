-- The reason of a fact in English: `code` as in staging.judged_values, `args` the figures and names that it speaks of.
CREATE OR REPLACE MACRO staging.reason(code, args) AS
    CASE code
        WHEN 'magnitude_slip' THEN concat(
            staging.figure(args.amount), ' is ', staging.times(args.tens), ' what ', staging.others_say(args, ''),
            staging.slip_cause(args.tens, args.usual))
        WHEN 'article_slips' THEN concat(
            staging.figure(args.amount), ' stands alone, in an article that gives ', args.others,
            ' other figures at ', staging.times(args.tens), ' what others say',
            staging.slip_cause(args.tens, args.usual))
        WHEN 'wrong_day' THEN concat(
            staging.figure(args.amount), ' is what ', staging.others_say(args, ' of ' || args.usual_as_of),
            ': likely the wrong day')
        WHEN 'other_measure' THEN concat(
            staging.figure(args.amount), ' is what ', staging.others_say(args, ' of ' || args.other_measure),
            ': likely that number under another name')
        WHEN 'preferred' THEN concat('preferred to ', staging.told_rivals(args.rivals), ': ', CASE args.rule
            WHEN 'day_given' THEN 'its day is stated'
            WHEN 'own_measure' THEN 'the other is likely another measure'
            WHEN 'more_origins' THEN 'more independent origins'
            WHEN 'better_basis' THEN args.basis || ' before ' || args.other_basis
            WHEN 'more_reports' THEN 'more independent reports'
            WHEN 'smaller' THEN 'the smaller of two a factor of ten apart'
            WHEN 'more_recent' THEN 'the more recent'
            ELSE 'nothing tells them apart'
        END)
        WHEN 'agree' THEN concat(args.origins, ' independent origins agree')
        WHEN 'one_origin' THEN concat('one origin only, ', args.origin,
            CASE WHEN args.reports > 1 THEN concat(', in ', args.reports, ' independent reports') ELSE '' END)
        ELSE concat(
            'differs from the preferred ', staging.bounded(args.usual, args.usual_bound, args.usual_max), ' (', staging.counted(args.others, 'origin'),
            '): ', CASE code
                WHEN 'even_slip' THEN concat(staging.times(args.tens), ' it, and the reports are too even to tell which is the slip')
                WHEN 'day_not_given' THEN 'no day is given, it may speak of another one'
                WHEN 'lesser_basis' THEN concat('only ', args.basis, ', not ', args.other_basis)
                WHEN 'older' THEN 'said no later, and by no more origins'
                WHEN 'fewer_origins' THEN concat('fewer independent ',
                    CASE WHEN args.origins < args.others THEN 'origins' ELSE 'reports' END)
            END)
    END
