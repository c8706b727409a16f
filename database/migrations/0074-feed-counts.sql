-- What a feed placed with whom is read from the counts that are kept as its rows are decided (R-B4), not by walking the rows.
call wall.see('hub.feed_count', '{any}', 'feed in (select f.id from hub.feed f)', 'feed, partner, outcome, n');
