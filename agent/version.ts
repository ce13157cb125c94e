/** Kept equal to package.json by a test. */
export const AGENT_NAME = 'parallax-agent';
export const AGENT_VERSION = '0.1.0';
