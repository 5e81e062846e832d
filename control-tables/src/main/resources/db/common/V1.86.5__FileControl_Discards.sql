-- Whether somebody has asked to delete the rows that earlier loads of its files committed in part. Until it ends.
ALTER TABLE FileControl ADD Discards BIT DEFAULT 0 NOT NULL
