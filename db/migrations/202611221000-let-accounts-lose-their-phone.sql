-- A number that staff change or take away no longer signs anybody in. The account stays without it: persons of
-- other communities may stand on it, and what was done under it stays theirs.

alter table accounts drop constraint accounts_check1;
