import { prove } from './prove.ts';
import { provesNothing } from './proves-nothing.ts';

prove({ 'proves-nothing': provesNothing });
