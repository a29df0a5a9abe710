/** The looks of the page: light or dark as the reader has it, from the width of a phone on. */
export const HTML_STYLE = `
:root {
  color-scheme: light dark;
  --page: #ffffff; --band: #f3f5f7; --line: #d5dae0; --text: #1b1f24; --faint: #57606a; --link: #0a58ca;
  --open: #b3261e; --open-fill: #fdf0ef; --unknown: #8a4b00; --good: #1a6b34; --edge: #7a8694; --node: #ffffff; --cell: #e3edfb; --mark: #fff3bf;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #12161b; --band: #1a2027; --line: #38414b; --text: #e6eaee; --faint: #a3adb8; --link: #7db3ff;
    --open: #ff8f86; --open-fill: #33201f; --unknown: #f3b65b; --good: #6fd18d; --edge: #77838f; --node: #252d36; --cell: #22364f; --mark: #4d4420;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 4.5rem; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 12rem; max-width: 96rem; background: var(--page); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
h1 { margin: 0 0 .5rem; font-size: 1.6rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .5rem; font-size: 1.25rem; }
p { margin: .25rem 0; overflow-wrap: anywhere; }
ul { margin: .25rem 0 .5rem; padding-left: 1.2rem; }
li { overflow-wrap: anywhere; }
code, .code, td, tbody th { font: .8125rem/1.4 ui-monospace, SFMono-Regular, Menlo, monospace; overflow-wrap: anywhere; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { position: static; }
.tool, .faint { color: var(--faint); font-size: .875rem; }
.good { color: var(--good); font-weight: 600; }
.bad { color: var(--open); font-weight: 600; }
.counts { display: flex; flex-wrap: wrap; gap: .6rem; margin: .75rem 0; }
.counts div { display: flex; flex-direction: column-reverse; min-width: 6rem; padding: .4rem .8rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--band); }
.counts dt { color: var(--faint); font-size: .8125rem; }
.counts dd { margin: 0; font-size: 1.4rem; font-weight: 600; line-height: 1.2; }
.counts .bad dd { color: var(--open); }
details { margin: .5rem 0; padding: .5rem .8rem; border: 1px solid var(--line); border-radius: .5rem; }
summary { cursor: pointer; font-weight: 600; }
.search { position: sticky; top: 0; z-index: 3; display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; margin: 1rem -1.25rem 0; padding: .6rem 1.25rem;
  background: var(--page); border-bottom: 1px solid var(--line); }
.search input { flex: 1 1 12rem; min-width: 0; max-width: 26rem; }
.search select { flex: 0 1 auto; min-width: 0; }
#found { min-width: 7rem; }
input, select, button.more { padding: .4rem .6rem; border: 1px solid var(--edge); border-radius: .4rem; background: var(--node); color: var(--text); font: inherit; max-width: 100%; }
button { cursor: pointer; }
.drawing, .scroll { overflow: auto; border: 1px solid var(--line); border-radius: .5rem; background: var(--band); }
.drawing { padding: .5rem; }
.drawing svg { display: block; margin: 0 auto; height: auto; max-width: 100%; }
.legend { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin: .4rem 0; padding: 0; list-style: none; color: var(--faint); font-size: .8125rem; }
.legend span { display: inline-block; width: 1.6rem; height: .9rem; margin-right: .4rem; vertical-align: -.1rem; border: 1.5px solid var(--edge); border-radius: .2rem; background: var(--node); }
.legend .l-open { border: 2.5px solid var(--open); background: var(--open-fill); }
.legend .l-outside { border-style: dashed; }
.legend .l-unknown { height: 0; border-width: 2px 0 0; border-style: dotted; vertical-align: .25rem; }
svg text { fill: var(--text); font: 11px ui-monospace, SFMono-Regular, Menlo, monospace; dominant-baseline: central; }
svg .title { font-size: 13px; font-weight: 600; }
svg .box text.box { font-size: 13px; font-weight: 600; fill: var(--faint); }
svg .line { fill: var(--faint); }
svg .mark.open { fill: var(--open); }
svg .mark.unknown { fill: var(--unknown); }
svg .box > rect { fill: var(--page); stroke: var(--line); stroke-width: 1.5; }
svg .node { cursor: pointer; }
svg .node rect { fill: var(--node); stroke: var(--edge); stroke-width: 1.2; }
svg .node.open rect { stroke: var(--open); stroke-width: 2.5; fill: var(--open-fill); }
svg .node.unknown rect { stroke: var(--unknown); stroke-width: 2.5; }
svg .node.outside rect { stroke-dasharray: 5 4; }
svg .node:focus-visible rect, svg .node.lit rect { stroke: var(--link); stroke-width: 2.5; }
svg .edge { cursor: pointer; }
svg .edge path { fill: none; }
svg .edge .line { stroke: var(--edge); stroke-width: 1.3; marker-end: url(#arrow); }
svg .edge .near { stroke: transparent; stroke-width: 13; }
svg .edge.unknown .line { stroke-dasharray: 2 4; stroke: var(--unknown); }
svg .edge text { font-size: 10.5px; text-anchor: middle; fill: var(--faint); }
svg .edge rect { fill: var(--page); }
svg .edge:hover .line, svg .edge.lit .line, svg .edge:focus .line { stroke: var(--link); stroke-width: 2.4; marker-end: url(#arrow-lit); }
svg .edge:hover text, svg .edge.lit text, svg .edge:focus text { fill: var(--link); font-weight: 700; }
svg .edge:focus, svg .node:focus { outline: none; }
#arrow path { fill: var(--edge); }
#arrow-lit path { fill: var(--link); }
svg .dim { opacity: .15; }
.arrows { position: absolute; }
.scroll { max-height: 80vh; }
table { border-collapse: collapse; }
.matrix { border-collapse: separate; border-spacing: 0; background: var(--page); }
.matrix th, .matrix td { padding: 0; border-right: 1px solid var(--line); border-bottom: 1px solid var(--line); background: var(--page); font-weight: normal; white-space: nowrap; }
.matrix thead th { position: sticky; top: 0; z-index: 1; vertical-align: bottom; }
.matrix thead th div { max-height: 13rem; margin: .4rem auto; overflow: hidden; text-overflow: ellipsis; writing-mode: vertical-rl; transform: rotate(180deg); font: .8125rem/1.4 ui-monospace, SFMono-Regular, Menlo, monospace; }
.matrix thead th:first-child { left: 0; z-index: 2; padding: .4rem; color: var(--faint); font-size: .8125rem; text-align: left; }
.matrix tbody th { position: sticky; left: 0; max-width: min(18rem, 42vw); padding: .15rem .5rem; overflow: hidden; text-overflow: ellipsis; text-align: left; }
.matrix tbody th.other { color: var(--faint); }
.matrix td { min-width: 2rem; text-align: center; }
.matrix td.self { background: var(--band); }
.matrix button { width: 100%; min-height: 1.7rem; padding: .1rem .3rem; border: 0; background: var(--cell); color: var(--text); font: .75rem/1.2 ui-monospace, SFMono-Regular, Menlo, monospace; }
.matrix button.perhaps { background: var(--page); color: var(--unknown); }
.matrix button:hover, .matrix button:focus { box-shadow: inset 0 0 0 2px var(--link); outline: none; }
.list { width: 100%; table-layout: fixed; }
.list th, .list td { padding: .3rem .5rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.list thead th { color: var(--faint); font-size: .8125rem; }
.list th:nth-child(3) { width: 24%; }
.list button { padding: 0; border: 0; background: none; color: var(--link); font: inherit; text-align: left; text-decoration: underline; text-underline-offset: .15em; overflow-wrap: anywhere; }
.told { position: fixed; left: 0; right: 0; bottom: 0; z-index: 4; max-height: 45vh; overflow: auto; padding: .75rem 1.25rem 1rem; background: var(--band); border-top: 2px solid var(--link); box-shadow: 0 -4px 18px rgb(0 0 0 / .18); }
.told > div { max-width: 93rem; margin: 0 auto; }
.told h3 { margin: 0 2.5rem .25rem 0; font-size: 1rem; overflow-wrap: anywhere; }
.told h4 { margin: .5rem 0 0; font-size: .875rem; }
.told .close { position: absolute; top: .5rem; right: .75rem; width: 2rem; height: 2rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--page); color: var(--text); font-size: 1rem; }
.told .ends { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); gap: 0 2rem; }
.told li { font: .8125rem/1.45 ui-monospace, SFMono-Regular, Menlo, monospace; }
@media (max-width: 44rem) {
  body { padding: 1rem .9rem 14rem; }
  .search { margin: 1rem -.9rem 0; padding: .5rem .9rem; }
  .told { padding: .6rem .9rem .8rem; }
  .list, .list tbody, .list tr, .list td { display: block; }
  .list thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .list tr { padding: .35rem 0; border-bottom: 1px solid var(--line); }
  .list td { padding: 0 .25rem; border: 0; }
  .list td:nth-child(2)::before { content: '→ '; }
  .list td:nth-child(3) { padding-left: 1.3rem; }
}
@media print {
  .search, .told { position: static; }
  .drawing, .scroll { overflow: visible; max-height: none; }
}
`;
