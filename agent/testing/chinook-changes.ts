/** What is planted in the target, disjoint row by row: one kind of defect a table. */
export const PLANT = `
  alter table invoice_line drop constraint invoice_line_invoice_id_fkey;
  delete from invoice where invoice_id in (1, 2, 3);
  update track set unit_price = unit_price + 0.01 where track_id between 10 and 14;
  update invoice set invoice_date = invoice_date + interval '2 hours' where invoice_id between 101 and 200;
  insert into invoice_line (invoice_line_id, invoice_id, track_id, unit_price, quantity)
    values (9001, 50, 1, 0.99, 1), (9002, 51, 2, 1.99, 1);
  update artist set name = name || ' ' where artist_id in (20, 21, 22, 23);
  alter table playlist_track drop constraint playlist_track_pkey;
  insert into playlist_track select * from playlist_track where playlist_id = 1 and track_id = 3402;
  alter table invoice alter column total type double precision;`;

/** Undoes it; `kept_invoice` holds the invoices that were deleted. */
export const REPAIR = `
  insert into invoice select * from kept_invoice;
  update track set unit_price = unit_price - 0.01 where track_id between 10 and 14;
  update invoice set invoice_date = invoice_date - interval '2 hours' where invoice_id between 101 and 200;
  delete from invoice_line where invoice_line_id > 9000;
  update artist set name = left(name, -1) where artist_id in (20, 21, 22, 23);
  delete from playlist_track where ctid = (select max(ctid) from playlist_track where playlist_id = 1 and track_id = 3402);
  alter table playlist_track add primary key (playlist_id, track_id);
  alter table invoice alter column total type numeric(10, 2);`;
