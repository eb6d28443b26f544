-- From version 2: pages say which address was asked for where that led on to another.
-- Archives of before do not tell, so of earlier crawls it stays open; the next crawl asks such an address once more.
ALTER TABLE raw.pages ADD COLUMN asked_url VARCHAR;
UPDATE raw.schema_version SET version = 3;
