/** The execution details: headline, boxes, tables. The first rules give our tab the full width of Deck's pane. */
export const detailsCss = `
.execution .execution-details-container .execution-details:has(.lst-full-width) > .stage-summary { flex-basis: 100%; min-width: 0; max-width: 100%; }
.execution .execution-details-container .execution-details:has(.lst-full-width) > .stage-details { flex-basis: calc(100% + 20px); min-width: 0; margin-left: -20px; }
.executions .execution-details-container:has(.lst-full-width) > .permalinks { flex-basis: calc(100% + 20px); margin-left: -20px; }
.executions .execution-details-container:has(.lst-full-width) > .permalinks > .permalinks-content { width: 100%; }
.execution .execution-details-container .step-section-details:has(> .lst-details) { padding-left: 0; }
.lst-details { font-size: 13px; line-height: 1.45; color: var(--color-mineshaft, #393939); min-width: 0; overflow-wrap: anywhere; }
.lst-details p { margin: 0; }
.lst-details b, .lst-details dt, .lst-details th { font-weight: 600; }
.lst-details code { padding: 0; background: none; color: inherit; font-size: 12px; white-space: normal; overflow-wrap: anywhere; }
.lst-details .lst-headline { display: grid; grid-template-columns: 20px minmax(0, 1fr); gap: 10px; align-items: start; }
.lst-details .lst-headline > svg { margin-top: 4px; }
.lst-details .lst-sentence { font-size: 18px; font-weight: 600; line-height: 1.5; }
.lst-details .lst-left { font-variant-numeric: tabular-nums; }
.lst-details .lst-subline { color: var(--color-charcoal, #444); font-variant-numeric: tabular-nums; }
.lst-details .lst-status-icon { flex: none; vertical-align: -3px; }
.lst-details .lst-is-done { color: #007023; }
.lst-details .lst-is-running, .lst-details .lst-is-info { color: #0b6f82; }
.lst-details .lst-is-todo, .lst-details .lst-is-pending, .lst-details .lst-is-unknown, .lst-details .lst-is-same, .lst-details .lst-is-skipped { color: var(--color-dovegray, #6a6a6a); }
.lst-details .lst-headline .lst-is-todo, .lst-details .lst-headline .lst-is-same, .lst-details .lst-headline .lst-is-skipped, .lst-details .lst-headline .lst-is-cancelled { color: var(--color-charcoal, #444); }
.lst-details .lst-is-failed { color: var(--color-danger, #bb231e); }
.lst-details .lst-is-warning { color: #944e00; }
.lst-details .lst-is-shadow, .lst-details .lst-is-reverted, .lst-details .lst-is-protected, .lst-details .lst-is-cancelled { color: var(--color-primary, #39546a); }
.lst-details .lst-word { font-weight: 600; }
.lst-details .lst-status { display: inline-flex; gap: 8px; align-items: center; white-space: nowrap; }
.lst-details .lst-remark { display: flex; gap: 8px; align-items: flex-start; margin: 8px 0 0 30px; }
.lst-details .lst-remark > svg { margin-top: 2px; }
.lst-details .lst-block { margin-top: 18px; min-width: 0; }
.lst-details > .lst-block:first-child { margin-top: 2px; }
.lst-details .lst-block-head { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 2px 16px; align-items: baseline; min-height: 20px; margin-bottom: 6px; }
.lst-details .lst-block-head h5 { margin: 0; padding: 0; font-size: 12px; line-height: 20px; font-weight: 600; letter-spacing: .03em; text-transform: uppercase; color: var(--color-mineshaft, #393939); }
.lst-details .lst-block-head span { font-size: 12px; color: var(--color-charcoal, #444); font-variant-numeric: tabular-nums; }
.lst-details .lst-two { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0 16px; align-items: start; }
.lst-details .lst-one { display: grid; grid-template-columns: minmax(0, 1fr); }
.lst-details .lst-details-card, .lst-details .lst-data-table, .lst-details .lst-scroll { background: var(--color-white, #fff); border: 1px solid var(--color-alto, #d6d6d6); border-radius: 3px; }
.lst-details .lst-details-card { padding: 12px 14px; }
.lst-details > .lst-details-card { margin-top: 14px; }
.lst-details .lst-panel { margin-top: 14px; padding: 10px 14px 10px 12px; border: 1px solid; border-left-width: 3px; border-radius: 3px; }
.lst-details .lst-panel-failed { background: #fff5f3; border-color: #e9c3c0; border-left-color: var(--color-danger, #bb231e); }
.lst-details .lst-panel-warning { background: #fffaf0; border-color: #ecdcc0; border-left-color: var(--color-alert, #df8d3b); }
.lst-details .lst-panel-cancelled { background: #fafdfe; border-color: #c5dbe0; border-left-color: var(--color-primary, #39546a); }
.lst-details .lst-panel-warning > p { display: flex; gap: 8px; align-items: flex-start; }
.lst-details .lst-panel-warning > p + p { margin-top: 6px; }
.lst-details .lst-panel-warning svg { margin-top: 2px; }
.lst-details .lst-panel-title { display: flex; gap: 8px; align-items: flex-start; margin-bottom: 6px; }
.lst-details .lst-panel-title > svg { margin-top: 2px; }
.lst-details .lst-panel-title b, .lst-details .lst-long { display: block; max-height: 200px; overflow-y: auto; white-space: pre-line; }
.lst-details .lst-terms { display: grid; grid-template-columns: fit-content(45%) minmax(0, 1fr); gap: 4px 14px; margin: 0; }
.lst-details .lst-terms dt { min-width: 76px; text-align: right; }
.lst-details .lst-terms dd { margin: 0; min-width: 0; }
.lst-details .lst-expectations { padding: 2px 0 2px 12px; }
.lst-details .lst-unset { color: var(--color-dovegray, #6a6a6a); }
.lst-details .lst-problems { margin: 0; padding: 0; list-style: none; }
.lst-details .lst-problems code { font-weight: 600; }
.lst-details .lst-text-link { padding: 0; border: 0; background: none; color: #0b6f82; text-decoration: underline; cursor: pointer; font-size: inherit; white-space: nowrap; }
.lst-details .lst-text-link:focus-visible { outline: 2px solid #0b6f82; outline-offset: 2px; }
.lst-details.lst-details table.lst-data-table { width: 100%; border-collapse: separate; border-spacing: 0; overflow: hidden; }
.lst-details.lst-details table.lst-data-table tr { font-size: 13px; }
.lst-details.lst-details table.lst-data-table th, .lst-details.lst-details table.lst-data-table td { padding: 6px 10px; text-align: left; vertical-align: top; border-top: 1px solid var(--color-cirrus, #efefef); overflow-wrap: anywhere; }
.lst-details.lst-details table.lst-data-table thead tr > * { border-top: 0; }
.lst-details.lst-details table.lst-data-table thead th { color: var(--color-dovegray, #6a6a6a); }
.lst-details.lst-details table.lst-data-table thead tr > * { border-bottom: 1px solid var(--color-alto, #d6d6d6); }
.lst-details.lst-details table.lst-data-table tbody th { font-weight: 400; color: var(--color-dovegray, #6a6a6a); }
.lst-details.lst-details table.lst-data-table .lst-figure { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.lst-details.lst-details table.lst-data-table .lst-state { width: 1%; white-space: nowrap; }
.lst-details.lst-details table.lst-data-table tr.lst-current > td { background: #f0f9fb; }
.lst-details.lst-details table.lst-data-table tr.lst-current > td:first-child { box-shadow: inset 3px 0 0 var(--color-accent, #149cb5); }
.lst-details.lst-details table.lst-data-table tr.lst-bad > td { background: #fff5f3; }
.lst-details.lst-details table.lst-data-table tr.lst-bad > td:first-child { box-shadow: inset 3px 0 0 var(--color-danger, #bb231e); }
.lst-details.lst-details table.lst-data-table tr.lst-detail > td { border-top: 0; padding-top: 0; }
.lst-details .lst-data-table small { display: block; color: var(--color-dovegray, #6a6a6a); font-size: 12px; }
.lst-details .lst-execution { white-space: normal; overflow-wrap: anywhere; }
.lst-details .lst-scroll { overflow-x: auto; }
.lst-details.lst-details .lst-scroll > table.lst-data-table { border: 0; }
.lst-details .lst-words { overflow-wrap: break-word; }
.lst-details .lst-nowrap, .lst-details .lst-nowrap code { white-space: nowrap; }
.lst-details.lst-details table.lst-turned tr > th:first-child { white-space: nowrap; }
.lst-details.lst-details .lst-turned .lst-nowrap, .lst-details.lst-details table.lst-turned .lst-figure { white-space: normal; }
.lst-details .lst-digits, .lst-details .lst-time { font-variant-numeric: tabular-nums; }
.lst-details .lst-wide { overflow-wrap: anywhere; }
.lst-details .lst-data-table .lst-wide { min-width: 130px; }
.lst-details .lst-pre { margin: 6px 0 0; max-height: 220px; overflow: auto; padding: 8px; font-size: 12px; white-space: pre-wrap; overflow-wrap: anywhere; word-break: normal; background: var(--color-alabaster, #f8f8f8); border: 1px solid var(--color-alto, #d6d6d6); }
.lst-details .lst-change { display: inline-block; white-space: nowrap; padding: 0 6px; border-radius: 2px; font-size: 12px; font-weight: 600; }
.lst-details .lst-change-changed { background: #faecac; color: #5c4700; }
.lst-details .lst-change-new { background: #dbf1e3; color: #005a1c; }
.lst-details .lst-change-removed { background: #fcddde; color: #8f1a16; }
.lst-details .lst-hold { margin: 10px 0 0 30px; }
.lst-details .lst-hold-track { height: 4px; border-radius: 2px; background: var(--color-alto, #d6d6d6); overflow: hidden; }
.lst-details .lst-hold-longer { height: 7px; }
.lst-details .lst-hold-track { display: flex; }
.lst-details .lst-hold-track > span { display: block; flex: none; height: 100%; background: var(--color-accent, #149cb5); }
.lst-details .lst-hold-track > .lst-hold-extra { background: repeating-linear-gradient(135deg, var(--color-accent, #149cb5) 0 5px, var(--color-white, #fff) 5px 8px); border-left: 2px solid var(--color-primary, #39546a); }
.lst-details .lst-hold-ends { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 16px; }
.lst-details .lst-hold p { margin-top: 4px; font-variant-numeric: tabular-nums; }
.lst-details .lst-tiles, .lst-details .lst-alarms { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 250px), 1fr)); gap: 10px; margin: 0 0 10px; padding: 0; list-style: none; }
.lst-details .lst-block > :last-child { margin-bottom: 0; }
.lst-details .lst-tile { min-width: 0; }
.lst-details .lst-tile-worse { border-color: #e9c3c0; box-shadow: inset 3px 0 0 var(--color-danger, #bb231e); background: #fff5f3; }
.lst-details .lst-tile-shadow { border-style: dashed; border-color: var(--color-primary, #39546a); }
.lst-details .lst-tile-head { display: flex; flex-wrap: wrap; gap: 2px 12px; justify-content: space-between; align-items: center; }
.lst-details .lst-tile-head > :first-child { min-width: 0; }
.lst-details .lst-tile-figures { margin: 6px 0 2px; font-variant-numeric: tabular-nums; }
.lst-details .lst-tile-figures b { font-size: 17px; line-height: 22px; }
.lst-details .lst-tile-counts { font-size: 12px; color: var(--color-charcoal, #444); font-variant-numeric: tabular-nums; }
.lst-details .lst-tile-notes { margin: 8px 0 0; padding: 0; list-style: none; font-variant-numeric: tabular-nums; }
.lst-details .lst-tile-notes:empty { display: none; }
.lst-details .lst-tile-notes li { display: flex; gap: 8px; align-items: flex-start; margin-top: 3px; }
.lst-details .lst-tile-notes svg { margin-top: 2px; }
.lst-details .lst-meter { margin: 8px 6px 0; font-size: 12px; line-height: 16px; }
.lst-details .lst-meter-ratio, .lst-details .lst-meter-scale { position: relative; height: 16px; }
.lst-details .lst-meter-words { position: absolute; white-space: nowrap; font-variant-numeric: tabular-nums; color: var(--color-charcoal, #444); }
.lst-details .lst-meter-ratio .lst-meter-words { font-weight: 600; padding: 0 8px; }
.lst-details .lst-meter-middle { transform: translateX(-50%); }
.lst-details .lst-meter-scale .lst-meter-acts { color: var(--color-danger, #bb231e); }
.lst-details .lst-meter-track { position: relative; height: 7px; margin: 7px 0 5px; border-radius: 3px; background: #dfe6e9; }
.lst-details .lst-meter-pending { background: repeating-linear-gradient(135deg, #c9c9c9 0 3px, #f2f2f2 3px 7px); }
.lst-details .lst-meter-fill { display: block; height: 7px; min-width: 4px; border-radius: 3px; background: var(--color-primary, #39546a); }
.lst-details .lst-meter-worse .lst-meter-fill { background: var(--color-danger, #bb231e); }
.lst-details .lst-meter-tick, .lst-details .lst-meter-limit { position: absolute; top: -2px; width: 1px; height: 11px; background: var(--color-concrete, #979797); }
.lst-details .lst-meter-limit { top: -4px; width: 2px; height: 15px; margin-left: -1px; background: var(--color-danger, #bb231e); }
.lst-details .lst-meter-pointer { position: absolute; top: -9px; margin-left: -6px; color: var(--color-mineshaft, #393939); }
.lst-details .lst-timer { display: flex; gap: 6px; align-items: baseline; margin: 8px 0 0 30px; font-variant-numeric: tabular-nums; }
.lst-details .lst-buttons { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0 0 30px; }
.lst-details .lst-dialog { width: 560px; max-width: calc(100vw - 32px); padding: 0; border: 1px solid var(--color-silver, #bebebe); border-radius: 4px; color: inherit; box-shadow: 0 8px 28px rgba(0, 0, 0, .3); }
.lst-details .lst-dialog::backdrop { background: rgba(0, 0, 0, .4); }
.lst-details .lst-dialog h4 { margin: 0; padding: 14px 20px; border-bottom: 1px solid var(--color-alto, #d6d6d6); background: var(--color-alabaster, #f8f8f8); font-size: 16px; font-weight: 600; line-height: 1.4; }
.lst-details .lst-dialog form > :not(h4) { margin: 14px 20px 0; }
.lst-details .lst-dialog .lst-remark, .lst-details .lst-dialog .lst-details-card { margin: 8px 0 0; }
.lst-details .lst-dialog label { display: block; font-weight: 400; color: var(--color-charcoal, #444); }
.lst-details .lst-dialog textarea { display: block; width: 100%; height: auto; margin-top: 4px; resize: vertical; }
.lst-details .lst-dialog form > .lst-buttons { justify-content: flex-end; padding-bottom: 16px; }
`;
