-- Names sort Chinese by pinyin now, and traditional characters as simplified ones: what is kept in the order
-- of names is put into the new one.
REINDEX fold;
