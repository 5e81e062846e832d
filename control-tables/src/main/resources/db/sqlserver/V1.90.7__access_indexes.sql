CREATE INDEX IX_AccessRole_Identity ON AccessRole (IdentityName, ProcessName);
GO
CREATE INDEX IX_AccessKey_Identity ON AccessKey (IdentityName);
GO
CREATE INDEX IX_AccessSession_Identity ON AccessSession (IdentityName);
GO
