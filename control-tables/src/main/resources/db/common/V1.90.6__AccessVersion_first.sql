INSERT INTO AccessVersion (VersionID, Version) VALUES (1, 0)
