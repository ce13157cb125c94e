import { lonePerson } from './lone-person.ts';
import { prove } from './prove.ts';

prove({ 'lone-person': lonePerson });
