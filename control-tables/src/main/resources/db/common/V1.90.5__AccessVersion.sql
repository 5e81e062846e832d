-- One row. Every change of who may what raises it first: changes come one after the other, and registries see that there was one.
CREATE TABLE AccessVersion (
    VersionID INT NOT NULL PRIMARY KEY,
    Version   BIGINT NOT NULL
)
