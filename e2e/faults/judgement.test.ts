import { outOfOrder } from './out-of-order.ts';
import { prove } from './prove.ts';
import { wrongClock } from './wrong-clock.ts';

prove({ 'out-of-order': outOfOrder, 'wrong-clock': wrongClock });
