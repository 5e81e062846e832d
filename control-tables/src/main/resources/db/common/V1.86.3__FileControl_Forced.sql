-- Whether somebody has asked to load it all the same: older data over newer data, or rows that are there in part. Until it ends.
ALTER TABLE FileControl ADD Forced BIT DEFAULT 0 NOT NULL
