-- Rows of a file that were not loaded, each with its place and its reason.
CREATE TABLE FileReject (
    RejectID      BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
    FileID        BIGINT NOT NULL,
    Fence         BIGINT NOT NULL,
    -- From 1; 0: no row, but the names of the file's columns, as JSON in RawText.
    RowNumber     BIGINT NOT NULL,
    LineNumber    BIGINT NULL,
    ColumnName    NVARCHAR(255) NULL,
    RejectedValue NVARCHAR(4000) NULL,
    Reason        NVARCHAR(1000) NOT NULL,
    RawText       NVARCHAR(4000) NULL,
    CreatedAt     DATETIME2(3) DEFAULT ${utcNow} NOT NULL,
    CONSTRAINT FK_FileReject_FileParameters FOREIGN KEY (FileID) REFERENCES FileParameters (FileID)
)
