-- A form without a category is refused. What was sent before there were any is still read with the
-- very questions that were asked; whoever wrote a form of their own puts it into a category with its
-- next version.
UPDATE definitions
SET json = json_set(json, '$.category', CASE form
  WHEN 'bulky-waste' THEN 'environment'
  WHEN 'childcare-place' THEN 'childhood'
  WHEN 'club-grant' THEN 'culture-sport'
  WHEN 'copy-of-act' THEN 'civil-status'
  WHEN 'public-event' THEN 'events'
  WHEN 'resident-parking-card' THEN 'mobility'
  WHEN 'room-hire' THEN 'events'
  WHEN 'street-problem' THEN 'public-space'
  WHEN 'use-of-road' THEN 'public-space'
  ELSE 'population'
END)
WHERE json_extract(json, '$.category') IS NULL;
