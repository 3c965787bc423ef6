-- When the citizen was answered that an order by e-mail or post is being made and will go. What is
-- made later goes only then; whatever else became of the answer, it is collected at a terminal.
ALTER TABLE orders ADD COLUMN told_at_ms INTEGER;

-- Until now only failures were noted.
UPDATE orders SET told_at_ms = placed_at_ms
WHERE way <> 'PAPER' AND state = 'IN_PREPARATION' AND failed_at_ms IS NULL;
