/** Served beside the page, because the content security policy allows no inline style. */
export const docsStyle = `
:root { color-scheme: light dark; --line: light-dark(#d9dce3, #343945); --quiet: light-dark(#565d6b, #a3abba); --accent: light-dark(#2f4fd0, #93a8ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.25rem 4rem; font: 15px/1.55 "Inter Variable", system-ui, sans-serif;
  background: light-dark(#fff, #14161b); color: light-dark(#1a1d24, #e8eaf0); }
h1 { font-size: 1.6rem; margin: 0 0 .5rem; }
h2 { font-size: .8rem; letter-spacing: .06em; text-transform: uppercase; color: var(--quiet); margin: 2.5rem 0 .5rem; }
h3 { font-size: 1rem; margin: 0 0 .25rem; overflow-wrap: anywhere; }
a { color: var(--accent); }
code, pre { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, monospace; }
nav ul { list-style: none; padding: 0; columns: 18rem; }
nav b, h3 b { font-size: .75em; letter-spacing: .04em; color: var(--quiet); }
article { border-top: 1px solid var(--line); padding: 1rem 0; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; }
caption { text-align: left; color: var(--quiet); }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
summary { cursor: pointer; padding: .25rem 0; }
pre { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; padding: .75rem; max-height: 30rem; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;
