/** The look of every page: system fonts, light and dark after the reader's setting, tables that scroll by themselves. */
export const pageStyle = `
:root { color-scheme: light dark; --text: #1b1f24; --page: #ffffff; --quiet: #57606a; --line: #d0d7de; --shade: #f6f8fa;
  --good: #116329; --bad: #b3161b; --warning: #7a4d00; --mark: #0b5cad; }
@media screen and (prefers-color-scheme: dark) { :root { --text: #e6edf3; --page: #0d1117; --quiet: #9ea7b3; --line: #30363d;
  --shade: #161b22; --good: #56d364; --bad: #ff8078; --warning: #e3b341; --mark: #79b8ff; } }
body { margin: 0 auto; padding: 1.5rem; max-width: 76rem; color: var(--text); background: var(--page);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; line-height: 1.25; }
h2 { font-size: 1.125rem; }
.scroll { overflow-x: auto; margin: 1.5rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: 0.25rem 0; }
th, td { padding: 0.3rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
td, tbody th { overflow-wrap: break-word; min-width: 4rem; max-width: 32rem; }
thead th { background: var(--shade); white-space: nowrap; }
tbody th { font-weight: 500; }
.right { text-align: right; white-space: nowrap; }
.good { color: var(--good); } .bad { color: var(--bad); } .warning { color: var(--warning); } .muted { color: var(--quiet); }
.contents ul { list-style: none; padding: 0; columns: 2 20rem; }
a { color: var(--mark); }
.facts { display: grid; gap: 0.3rem; }
.facts div { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: 1rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
@media (max-width: 36rem) { .facts div { grid-template-columns: 1fr; gap: 0; } }
.figures { display: flex; flex-wrap: wrap; gap: 1.5rem 2rem; }
figure { margin: 0; width: min-content; }
figcaption { font-weight: 600; }
.drawing { width: auto; margin: 1.5rem 0; }
.hollow { fill: var(--page); }
svg { max-width: calc(100vw - 3rem); height: auto; }
.notes { color: var(--quiet); }
:focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 0.8rem; }
  .scroll { overflow: visible; } .contents { display: none; } h2, caption, figcaption { break-after: avoid; } caption { break-inside: avoid; }
  figure, tr { break-inside: avoid; } td, tbody th { min-width: 0; } thead th { white-space: normal; } }
`;
