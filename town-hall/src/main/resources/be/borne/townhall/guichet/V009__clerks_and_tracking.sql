-- Since when a clerk is to look at it; that one did is seen by what followed.
ALTER TABLE orders ADD COLUMN clerk_since_ms INTEGER;

-- What its citizen is told of a refusal, one of a few words, and when it was refused.
ALTER TABLE orders ADD COLUMN refused_at_ms INTEGER;
ALTER TABLE orders ADD COLUMN refusal_reason TEXT;

-- By which its citizen asks how it stands, without a card. Random; what was ordered before has none.
ALTER TABLE orders ADD COLUMN tracking TEXT CHECK (tracking IS NULL OR length(tracking) = 16);
CREATE UNIQUE INDEX orders_by_tracking ON orders (tracking) WHERE tracking IS NOT NULL;

-- Counted by the month.
CREATE INDEX orders_by_time ON orders (placed_at_ms);
CREATE INDEX orders_refused ON orders (refused_at_ms) WHERE refused_at_ms IS NOT NULL;
