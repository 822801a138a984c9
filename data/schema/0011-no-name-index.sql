-- Lists by name come from series, also their first page: an import need not pay for these.
DROP INDEX customer_by_name;
DROP INDEX contact_by_name;
