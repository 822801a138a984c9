-- Lists by name come from series, also their first page: an import need not pay for these.
DROP INDEX IF EXISTS customer_by_name;
DROP INDEX IF EXISTS contact_by_name;
