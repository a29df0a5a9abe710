/** The looks of the HTML report: light or dark as the reader has it, from the width of a phone on. */
export const HTML_STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --band: #f3f5f7; --line: #d5dae0; --text: #1b1f24; --faint: #57606a; --link: #0a58ca;
  --high: #b3261e; --medium: #8a4b00; --low: #3f5b77; --good: #1a6b34;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161b; --band: #1c2229; --line: #38414b; --text: #e6eaee; --faint: #a3adb8; --link: #7db3ff;
    --high: #ff8f86; --medium: #f3b65b; --low: #a4c2e0; --good: #6fd18d;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 76rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 1rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 2.5rem 0 .75rem; font-size: 1.25rem; }
h3 { margin: 0 0 .25rem; font-size: 1rem; }
h3 code { margin-left: .25rem; font-weight: normal; color: var(--faint); }
p { margin: .25rem 0; }
a { color: var(--link); text-underline-offset: .15em; }
a:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
code { font: .875em/1.4 ui-monospace, monospace; overflow-wrap: anywhere; }
.tool { color: var(--faint); }
.banner { margin: 0 0 1rem; padding: .6rem .9rem; border: 2px solid var(--high); border-radius: .5rem; color: var(--high); font-weight: 600; }
.fails { color: var(--high); }
.passes { color: var(--good); }
.faint, .fix, .excuse { color: var(--faint); font-size: .875rem; font-weight: normal; overflow-wrap: anywhere; }
.counts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1rem; }
.counts div { display: flex; flex-direction: column-reverse; min-width: 6.5rem; padding: .5rem .9rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--band); }
.counts dt { color: var(--faint); font-size: .875rem; }
.counts dd { margin: 0; font-size: 1.5rem; font-weight: 600; line-height: 1.2; }
.counts .failing dd { color: var(--high); }
.counts .warning dd { color: var(--medium); }
table { width: 100%; border-collapse: collapse; table-layout: fixed; }
th, td { padding: .5rem .6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
thead th { color: var(--faint); font-size: .8125rem; font-weight: 600; }
th:nth-child(1) { width: 6.5rem; }
th:nth-child(2) { width: 20%; }
th:nth-child(4) { width: 18%; }
.waivers th:nth-child(1) { width: 18%; }
.waivers th:nth-child(2) { width: 34%; }
.waivers th:nth-child(3) { width: 8rem; }
.waivers th:nth-child(4) { width: auto; }
.object th { padding-top: .75rem; background: var(--band); overflow-wrap: anywhere; }
.container { color: var(--faint); }
.tag { display: inline-block; padding: 0 .5rem; border: 1px solid currentColor; border-radius: 1rem; font-size: .8125rem; }
.high { color: var(--high); }
.medium { color: var(--medium); }
.low { color: var(--low); }
article { padding: .9rem 0; border-bottom: 1px solid var(--line); }
article:target { background: var(--band); outline: .5rem solid var(--band); }
.controls { margin: .25rem 0 0; padding-left: 1.1rem; font-size: .875rem; }
@media (max-width: 44rem) {
  body { padding: 1rem .9rem 3rem; }
  table, tbody, tr, th, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  th, td { width: auto; padding: 0 .6rem; border: 0; }
  .object th:nth-child(1) { width: auto; }
  td:nth-child(1), td:nth-child(2) { display: inline-block; padding-right: 0; }
  .waivers td:nth-child(2) { display: block; }
  td + td:nth-child(3), td + td:nth-child(4) { margin-top: .25rem; }
  td:empty { display: none; }
  .object { padding: 0; }
  .object th { padding: .6rem; }
}
@media print {
  body { max-width: none; padding: 0; }
  tr, article { break-inside: avoid; }
}
`;
