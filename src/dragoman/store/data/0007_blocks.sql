-- Numbers of dead are looked for among the attacks of the days before in all towns of a country, and towns have keys of
-- thirty days alone (`renumber_blocks` in settling.py puts them back).
DELETE FROM event_blocks;
