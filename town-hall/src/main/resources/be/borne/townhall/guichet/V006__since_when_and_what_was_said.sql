-- When the citizen was told that an order that goes by e-mail or post could not be made. It is not
-- sent behind their back later: they find it at a terminal.
ALTER TABLE orders ADD COLUMN failed_at_ms INTEGER;

-- What is collected at a terminal: what was ordered so, and what could not go the other way; and
-- since when it could be, from which its days are counted.
DROP VIEW on_paper;
CREATE VIEW on_paper AS
SELECT o.reference,
       max(coalesce(o.issued_at_ms, o.placed_at_ms),
           coalesce(m.ended_at_ms, 0),
           coalesce(l.ended_at_ms, 0)) AS since_ms
FROM orders o
LEFT JOIN mails m ON m.reference = o.reference AND m.state = 'GIVEN_UP'
LEFT JOIN letters l ON l.reference = o.reference AND l.state = 'NOT_POSTED'
WHERE o.way = 'PAPER' OR m.reference IS NOT NULL OR l.reference IS NOT NULL;
