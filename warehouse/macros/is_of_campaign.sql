-- True if a sentence says that what it counts is of the whole campaign or holiday: "during the campaign", 活动期间, but
-- not 在春节前, before it.
CREATE OR REPLACE MACRO staging.is_of_campaign(said) AS
    regexp_matches(
        said,
        '(?i)\b(during|over|across|throughout)\s+(the\s+|this\s+|its\s+)?(whole\s+|entire\s+)?'
            || '((spring|lunar|new year|chinese)\s+){0,2}(campaigns?|holidays?|festival|new year|promotion)\b'
            || '|(活动|活動|春节|春節|新春|假期)(期间|期間|全程|全期)|(整个|整個)(活动|活動|春节|春節|假期)|在(春节|春節|假期)([^前后後之到来來临臨结結]|$)'
    )
