-- What `find` looks through lies in cache files beside the book now (src/store/find.h).
DROP TABLE find;
DROP TABLE find_text;
