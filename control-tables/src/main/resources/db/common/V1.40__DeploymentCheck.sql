-- A table to load into and nothing else: the checklist after a deployment adds a row, all the way from HTTP.
CREATE TABLE DeploymentCheck (
    Message  NVARCHAR(200) NOT NULL,
    LoadedAt DATETIME2(3) DEFAULT ${utcNow} NOT NULL
)
