-- What an identity may do, for one client or for all.
CREATE TABLE AccessRole (
    AccessRoleID BIGINT IDENTITY(1,1) PRIMARY KEY,
    IdentityName ${nameType} NOT NULL,
    RoleName     NVARCHAR(20) NOT NULL,
    -- NULL: for all clients, also those that come later.
    ProcessName  ${nameType} NULL,
    CONSTRAINT CK_AccessRole_RoleName CHECK (CASE RoleName WHEN 'viewer' THEN 1 WHEN 'submitter' THEN 1 WHEN 'operator' THEN 1
        WHEN 'designer' THEN 1 WHEN 'personalData' THEN 1 WHEN 'admin' THEN 1 ELSE 0 END = 1)
)
