import { outOfOrder } from './out-of-order.ts';
import { prove } from './prove.ts';

prove({ 'out-of-order': outOfOrder });
