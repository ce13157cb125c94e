import { agentOffline } from './agent-offline.ts';
import { prove } from './prove.ts';

prove({ 'agent-offline': agentOffline });
