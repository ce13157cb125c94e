import { killWeb } from './kill-web.ts';
import { otherBody } from './other-body.ts';
import { prove } from './prove.ts';
import { repeatedDelivery } from './repeated-delivery.ts';

prove({ 'repeated-delivery': repeatedDelivery, 'other-body': otherBody, 'kill-web': killWeb });
