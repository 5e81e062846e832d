CREATE INDEX IX_Audit_Identity ON Audit (IdentityName, AuditID);
CREATE INDEX IX_Audit_Client ON Audit (ProcessName, AuditID);
