export type Violation = { path: string; line: number; sentence: string };
