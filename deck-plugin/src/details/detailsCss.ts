/**
 * Style of the execution details; the stage's own tab puts it into the page once.
 * All classes begin with `lmd`, as Deck styles short names itself; colours are Deck's variables, with its values where one is missing.
 */
export const detailsCss = `
.execution .execution-details-container .execution-details:has(.lmd-full-width) > .stage-summary { flex-basis: 100%; min-width: 0; max-width: 100%; }
.execution .execution-details-container .execution-details:has(.lmd-full-width) > .stage-details { flex-basis: calc(100% + 20px); min-width: 0; margin-left: -20px; }
.executions .execution-details-container:has(.lmd-full-width) > .permalinks { flex-basis: calc(100% + 20px); margin-left: -20px; }
.executions .execution-details-container:has(.lmd-full-width) > .permalinks > .permalinks-content { width: 100%; }
.execution .execution-details-container .step-section-details:has(> .lmd) { padding-left: 0; }
.lmd { font-size: 13px; line-height: 1.45; color: var(--color-mineshaft, #393939); min-width: 0; overflow-wrap: anywhere; }
.lmd p { margin: 0; }
.lmd b, .lmd dt, .lmd th { font-weight: 600; }
.lmd code { padding: 0; background: none; color: inherit; font-size: 12px; white-space: normal; overflow-wrap: anywhere; }
.lmd .lmd-headline { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 10px; align-items: start; }
.lmd .lmd-headline > svg { margin-top: 4px; }
.lmd .lmd-sentence { font-size: 18px; font-weight: 600; line-height: 1.5; }
.lmd .lmd-left { font-variant-numeric: tabular-nums; }
.lmd .lmd-line { color: var(--color-charcoal, #444); font-variant-numeric: tabular-nums; }
.lmd .lmd-icon { flex: none; vertical-align: -3px; }
.lmd .lmd-is-done { color: #007023; }
.lmd .lmd-is-running, .lmd .lmd-is-info { color: #0b6f82; }
.lmd .lmd-is-todo, .lmd .lmd-is-same, .lmd .lmd-is-skipped { color: var(--color-dovegray, #6a6a6a); }
.lmd .lmd-headline .lmd-is-todo, .lmd .lmd-headline .lmd-is-same, .lmd .lmd-headline .lmd-is-skipped, .lmd .lmd-headline .lmd-is-cancelled { color: var(--color-charcoal, #444); }
.lmd .lmd-is-failed { color: var(--color-danger, #bb231e); }
.lmd .lmd-is-warning { color: #944e00; }
.lmd .lmd-is-reverted, .lmd .lmd-is-protected, .lmd .lmd-is-cancelled { color: var(--color-primary, #39546a); }
.lmd .lmd-word { font-weight: 600; }
.lmd .lmd-status { display: inline-flex; gap: 8px; align-items: center; white-space: nowrap; }
.lmd .lmd-remark { display: flex; gap: 8px; align-items: flex-start; margin: 8px 0 0 30px; }
.lmd .lmd-remark > svg { margin-top: 2px; }
.lmd .lmd-block { margin-top: 18px; min-width: 0; }
.lmd > .lmd-block:first-child { margin-top: 2px; }
.lmd .lmd-block-head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 16px; align-items: baseline; min-height: 20px; margin-bottom: 6px; }
.lmd .lmd-block-head h5 { margin: 0; padding: 0; font-size: 12px; line-height: 20px; font-weight: 600; letter-spacing: .03em; text-transform: uppercase; color: var(--color-mineshaft, #393939); }
.lmd .lmd-block-head span { font-size: 12px; color: var(--color-charcoal, #444); font-variant-numeric: tabular-nums; }
.lmd .lmd-two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 16px; align-items: start; }
.lmd .lmd-one { display: grid; grid-template-columns: minmax(0, 1fr); }
.lmd .lmd-card, .lmd .lmd-table, .lmd .lmd-scroll { background: var(--color-white, #fff); border: 1px solid var(--color-alto, #d6d6d6); border-radius: 3px; }
.lmd .lmd-card { padding: 12px 14px; }
.lmd > .lmd-card { margin-top: 14px; }
.lmd .lmd-panel { margin-top: 14px; padding: 10px 14px 10px 12px; border: 1px solid; border-left-width: 3px; border-radius: 3px; }
.lmd .lmd-panel-failed { background: #fff5f3; border-color: #e9c3c0; border-left-color: var(--color-danger, #bb231e); }
.lmd .lmd-panel-warning { background: #fffaf0; border-color: #ecdcc0; border-left-color: var(--color-alert, #df8d3b); }
.lmd .lmd-panel-cancelled { background: #fafdfe; border-color: #c5dbe0; border-left-color: var(--color-primary, #39546a); }
.lmd .lmd-panel-warning > p { display: flex; gap: 8px; align-items: flex-start; }
.lmd .lmd-panel-warning > p + p { margin-top: 6px; }
.lmd .lmd-panel-warning svg { margin-top: 2px; }
.lmd .lmd-panel-title { display: flex; gap: 8px; align-items: flex-start; margin-bottom: 6px; }
.lmd .lmd-panel-title > svg { margin-top: 2px; }
.lmd .lmd-panel-title b, .lmd .lmd-long { display: block; max-height: 200px; overflow-y: auto; white-space: pre-line; }
.lmd .lmd-terms { display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: 4px 14px; margin: 0; }
.lmd .lmd-terms dt { min-width: 76px; text-align: right; }
.lmd .lmd-terms dd { margin: 0; min-width: 0; }
.lmd .lmd-expectations { padding: 2px 0 2px 12px; }
.lmd .lmd-unset { color: var(--color-dovegray, #6a6a6a); }
.lmd .lmd-problems { margin: 0; padding: 0; list-style: none; }
.lmd .lmd-problems code { font-weight: 600; }
.lmd .lmd-link { padding: 0; border: 0; background: none; color: #0b6f82; text-decoration: underline; cursor: pointer; font-size: inherit; white-space: nowrap; }
.lmd .lmd-link:focus-visible { outline: 2px solid #0b6f82; outline-offset: 2px; }
.lmd.lmd table.lmd-table { width: 100%; border-collapse: separate; border-spacing: 0; overflow: hidden; }
.lmd.lmd table.lmd-table tr { font-size: 13px; }
.lmd.lmd table.lmd-table th, .lmd.lmd table.lmd-table td { padding: 6px 10px; text-align: left; vertical-align: top; border-top: 1px solid var(--color-cirrus, #efefef); overflow-wrap: anywhere; }
.lmd.lmd table.lmd-table thead tr > *, .lmd.lmd table.lmd-table thead.lmd-hidden + tbody tr:first-child > * { border-top: 0; }
.lmd.lmd table.lmd-table thead th { color: var(--color-dovegray, #6a6a6a); }
.lmd.lmd table.lmd-table thead tr > * { border-bottom: 1px solid var(--color-alto, #d6d6d6); }
.lmd.lmd table.lmd-table tbody th { font-weight: 400; color: var(--color-dovegray, #6a6a6a); }
.lmd.lmd table.lmd-table .lmd-figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.lmd.lmd table.lmd-table .lmd-state { width: 1%; white-space: nowrap; }
.lmd.lmd table.lmd-table tr.lmd-current > td { background: #f0f9fb; }
.lmd.lmd table.lmd-table tr.lmd-current > td:first-child { box-shadow: inset 3px 0 0 var(--color-accent, #149cb5); }
.lmd.lmd table.lmd-table tr.lmd-bad > td { background: #fff5f3; }
.lmd.lmd table.lmd-table tr.lmd-bad > td:first-child { box-shadow: inset 3px 0 0 var(--color-danger, #bb231e); }
.lmd.lmd table.lmd-table tr.lmd-detail > td { border-top: 0; padding-top: 0; }
.lmd .lmd-table small { display: block; color: var(--color-dovegray, #6a6a6a); font-size: 12px; }
.lmd thead.lmd-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.lmd .lmd-scroll { overflow-x: auto; }
.lmd.lmd .lmd-scroll > table.lmd-table { border: 0; }
.lmd .lmd-words { overflow-wrap: break-word; }
.lmd .lmd-nowrap, .lmd .lmd-nowrap code { white-space: nowrap; }
.lmd .lmd-digits, .lmd .lmd-time { font-variant-numeric: tabular-nums; }
.lmd .lmd-wide { overflow-wrap: anywhere; }
.lmd .lmd-table .lmd-wide { min-width: 130px; }
.lmd .lmd-pre { margin: 6px 0 0; max-height: 220px; overflow: auto; padding: 8px; font-size: 12px; white-space: pre-wrap; overflow-wrap: anywhere; word-break: normal; background: var(--color-alabaster, #f8f8f8); border: 1px solid var(--color-alto, #d6d6d6); }
.lmd .lmd-chip { display: inline-block; white-space: nowrap; padding: 0 6px; border-radius: 2px; font-size: 12px; font-weight: 600; }
.lmd .lmd-chip-changed { background: #faecac; color: #5c4700; }
.lmd .lmd-chip-new { background: #dbf1e3; color: #005a1c; }
.lmd .lmd-chip-removed { background: #fcddde; color: #8f1a16; }
.lmd .lmd-traffic { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 10px 16px; align-items: center; }
.lmd .lmd-bar { display: flex; gap: 2px; height: 12px; }
.lmd .lmd-bar > span { border-radius: 2px; min-width: 3px; }
.lmd .lmd-traffic-labels { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 14px; margin-top: 3px; font-size: 12px; font-variant-numeric: tabular-nums; }
.lmd .lmd-swatch { display: inline-block; width: 11px; height: 11px; margin-right: 6px; border-radius: 2px; vertical-align: -1px; }
.lmd .lmd-fill-baseline { background: var(--color-primary, #39546a); }
.lmd .lmd-fill-candidate { background: repeating-linear-gradient(-45deg, var(--color-accent, #149cb5) 0 4px, var(--color-white, #fff) 4px 5.5px); box-shadow: inset 0 0 0 1px var(--color-accent, #149cb5); }
.lmd .lmd-fill-other { background: radial-gradient(circle at 2px 2px, var(--color-white, #fff) 1px, var(--color-dovegray, #6a6a6a) 1.4px) 0 0 / 4px 4px; }
.lmd .lmd-fill-none { background: var(--color-white, #fff); box-shadow: inset 0 0 0 1px var(--color-concrete, #979797); }
.lmd .lmd-timeline ol { list-style: none; margin: 0; padding: 0; }
.lmd .lmd-timeline > div + ol { margin-top: 8px; }
.lmd .lmd-timeline li { display: grid; grid-template-columns: 20px max-content minmax(0, 1fr); gap: 8px; align-items: baseline; padding: 2px 0; }
.lmd .lmd-mark { display: inline-block; min-width: 19px; padding: 0 3px; border-radius: 10px; background: var(--color-primary, #39546a); color: var(--color-white, #fff); font-size: 11px; font-weight: 600; line-height: 19px; text-align: center; }
.lmd .lmd-plot { display: block; max-width: 100%; }
.lmd .lmd-plot-title { font-weight: 600; font-size: 12px; }
.lmd .lmd-plot-grid { stroke: var(--color-cirrus, #efefef); }
.lmd .lmd-plot-text { font-size: 12px; fill: var(--color-dovegray, #6a6a6a); font-variant-numeric: tabular-nums; }
.lmd .lmd-plot-line { fill: none; stroke: #0f7f94; stroke-width: 2; }
.lmd .lmd-plot-tick { fill: none; stroke: var(--color-concrete, #979797); }
.lmd .lmd-plot-end { font-size: 12px; font-weight: 600; fill: #0b6f82; paint-order: stroke; stroke: var(--color-white, #fff); stroke-width: 3px; font-variant-numeric: tabular-nums; }
.lmd .lmd-plot-planned { stroke-dasharray: 4 3; }
.lmd .lmd-plot-now { stroke: var(--color-mineshaft, #393939); stroke-width: 1.5; }
.lmd .lmd-hold { margin: 10px 0 0 30px; }
.lmd .lmd-hold-track { height: 4px; border-radius: 2px; background: var(--color-alto, #d6d6d6); overflow: hidden; }
.lmd .lmd-hold-track > span { display: block; height: 4px; background: var(--color-accent, #149cb5); }
.lmd .lmd-hold p { margin-top: 4px; font-variant-numeric: tabular-nums; }
.lmd .lmd-timer { display: flex; gap: 6px; align-items: baseline; margin: 8px 0 0 30px; font-variant-numeric: tabular-nums; }
.lmd .lmd-plot-stripe { stroke: var(--color-accent, #149cb5); stroke-width: 2; opacity: .45; }
.lmd .lmd-plot-guide { fill: none; stroke: var(--color-primary, #39546a); stroke-dasharray: 2 3; }
.lmd .lmd-plot-mark { fill: var(--color-primary, #39546a); }
.lmd .lmd-plot-number { font-size: 11px; font-weight: 600; fill: var(--color-white, #fff); }
`;
