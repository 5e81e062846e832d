CREATE INDEX IX_AccessRole_Identity ON AccessRole (IdentityName, ProcessName);
CREATE INDEX IX_AccessKey_Identity ON AccessKey (IdentityName);
CREATE INDEX IX_AccessSession_Identity ON AccessSession (IdentityName);
