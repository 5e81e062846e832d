-- Where all files of the client lie: in this folder below the file root, or deeper. NULL: anywhere below the root.
ALTER TABLE Client ADD Folder NVARCHAR(400) NULL
