/** What a change does to how hard something is to meet. `changes`: nothing, such as another owner. */
export type Direction = 'loosens' | 'tightens' | 'changes';
