import { killPostmaster } from './kill-postmaster.ts';
import { noRoom } from './no-room.ts';
import { prove } from './prove.ts';
import { stopDatabase } from './stop-database.ts';

prove({ 'kill-postmaster': killPostmaster, 'stop-database': stopDatabase, 'no-room': noRoom });
