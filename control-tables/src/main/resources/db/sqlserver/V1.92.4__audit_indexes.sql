CREATE INDEX IX_Audit_Identity ON Audit (IdentityName, AuditID);
GO
CREATE INDEX IX_Audit_Client ON Audit (ProcessName, AuditID);
GO
