-- Since when processes that were registered later may have been loaded before this one: its turn has ended, or it was given back
-- to wait. NULL: it has kept its place in line. 1900-01-01: a script set it back, and nobody knows.
ALTER TABLE FileControl ADD PassedSince DATETIME2(3) NULL
