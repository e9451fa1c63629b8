/** All drawings: traffic over time in forms, traffic and timeline in the details. */
export const chartsCss = `
.lst-course { flex: none; }
.lst-course-area { fill: var(--color-accent-g2, #d7e8ed); }
.lst-course-line { fill: none; stroke: #149cb5; stroke-width: 2; }
.lst-course-check { fill: var(--color-charcoal, #444); }
.lst-bar { position: relative; display: flex; height: 16px; margin: 8px 0 6px; }
.lst-share { display: block; height: 16px; min-width: 0; }
.lst-share-candidate, .lst-share-first { background: repeating-linear-gradient(135deg, #149cb5 0 5px, #8fd0dd 5px 8px); }
.lst-share-baseline, .lst-share-second { background: var(--color-primary, #39546a); }
.lst-hatched { background: repeating-linear-gradient(135deg, #d6d6d6 0 6px, #f2f2f2 6px 12px); border-radius: 2px; }
.lst-bar input[type=range] { position: absolute; left: -8px; right: -8px; top: -6px; width: calc(100% + 16px); height: 28px; margin: 0; padding: 0; background: none; -webkit-appearance: none; appearance: none; cursor: pointer; }
.lst-bar input[type=range]::-webkit-slider-runnable-track { height: 28px; background: none; }
.lst-bar input[type=range]::-moz-range-track { height: 28px; background: none; }
.lst-bar input[type=range]::-webkit-slider-thumb { -webkit-appearance: none; width: 16px; height: 28px; border: 2px solid #0f7f94; border-radius: 4px; background: #fff; }
.lst-bar input[type=range]::-moz-range-thumb { width: 12px; height: 24px; border: 2px solid #0f7f94; border-radius: 4px; background: #fff; }
.lst-bar input[type=range]:focus { outline: none; }
.lst-bar input[type=range]:focus::-webkit-slider-thumb { box-shadow: 0 0 0 3px var(--color-accent-g1, #abd7e0); }
.lst-bar input[type=range]:focus::-moz-range-thumb { box-shadow: 0 0 0 3px var(--color-accent-g1, #abd7e0); }
.lst-legend { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 4px 14px; }
.lst-key { display: inline-block; width: 12px; height: 12px; margin-right: 6px; vertical-align: -1px; }
.lst-plan { margin-right: 39px; }
.lst-plan { border: 1px solid var(--color-silver, #bebebe); border-radius: 3px; background-color: #fff; min-height: 40px; overflow: hidden; }
.lst-plan svg { display: block; max-width: 100%; }
.lst-plan-grid { stroke: var(--color-cirrus, #efefef); }
.lst-plan-text { font-size: 12px; fill: var(--color-dovegray, #6a6a6a); font-variant-numeric: tabular-nums; }
.lst-plan-level { font-size: 12px; font-weight: 600; fill: var(--color-mineshaft, #393939); paint-order: stroke; stroke: #fff; stroke-width: 3px; }
.lst-plan-line { fill: none; stroke: #0f7f94; stroke-width: 2; }
.lst-plan-bake { fill: var(--color-accent-g2, #d7e8ed); }
.lst-plan-longest { fill: none; stroke: #0f7f94; stroke-width: 2; stroke-dasharray: 3 4; }
.lst-plan-stripe { stroke: #149cb5; stroke-width: 2; opacity: .45; }
.lst-plan-guide { fill: none; stroke: var(--color-primary, #39546a); stroke-dasharray: 2 3; }
.lst-plan-check { fill: var(--color-primary, #39546a); }
.lst-plan-deadline { stroke: #a85a00; stroke-width: 2; }
.lst-plan-late { font-size: 12px; font-weight: 600; fill: #944e00; }
.lst-plan-reserve { fill: #fdf0d9; }
.lst-plan-orca { stroke: var(--color-danger, #bb231e); stroke-width: 2; stroke-dasharray: 5 3; }
.lst-plan-end { font-size: 12px; font-weight: 600; fill: var(--color-danger, #bb231e); }

.lst-details .lst-traffic { display: grid; grid-template-columns: fit-content(34%) minmax(0, 1fr); gap: 10px 16px; align-items: center; }
.lst-details .lst-traffic-bar { display: flex; gap: 2px; height: 12px; }
.lst-details .lst-traffic-bar > span { border-radius: 2px; min-width: 3px; }
.lst-details .lst-traffic-labels { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 14px; margin-top: 3px; font-size: 12px; font-variant-numeric: tabular-nums; }
.lst-details .lst-swatch { display: inline-block; width: 11px; height: 11px; margin-right: 6px; border-radius: 2px; vertical-align: -1px; }
.lst-details .lst-fill-baseline { background: var(--color-primary, #39546a); }
.lst-details .lst-fill-candidate { background: repeating-linear-gradient(-45deg, var(--color-accent, #149cb5) 0 4px, var(--color-white, #fff) 4px 5.5px); box-shadow: inset 0 0 0 1px var(--color-accent, #149cb5); }
.lst-details .lst-fill-other { background: radial-gradient(circle at 2px 2px, var(--color-white, #fff) 1px, var(--color-dovegray, #6a6a6a) 1.4px) 0 0 / 4px 4px; }
.lst-details .lst-fill-none { background: var(--color-white, #fff); box-shadow: inset 0 0 0 1px var(--color-concrete, #979797); }
.lst-details .lst-timeline ol { list-style: none; margin: 0; padding: 0; }
.lst-details .lst-timeline > div + ol { margin-top: 8px; }
.lst-details .lst-timeline li { display: grid; grid-template-columns: 20px max-content minmax(0, 1fr); gap: 8px; align-items: baseline; padding: 2px 0; }
.lst-details .lst-mark { display: inline-block; min-width: 19px; padding: 0 3px; border-radius: 10px; background: var(--color-primary, #39546a); color: var(--color-white, #fff); font-size: 11px; font-weight: 600; line-height: 19px; text-align: center; }
.lst-details .lst-plot { display: block; max-width: 100%; }
.lst-details .lst-plot-title { font-weight: 600; font-size: 12px; }
.lst-details .lst-plot-grid { stroke: var(--color-cirrus, #efefef); }
.lst-details .lst-plot-text { font-size: 12px; fill: var(--color-dovegray, #6a6a6a); font-variant-numeric: tabular-nums; }
.lst-details .lst-plot-line { fill: none; stroke: #0f7f94; stroke-width: 2; }
.lst-details .lst-plot-tick { fill: none; stroke: var(--color-concrete, #979797); }
.lst-details .lst-plot-end { font-size: 12px; font-weight: 600; fill: #0b6f82; paint-order: stroke; stroke: var(--color-white, #fff); stroke-width: 3px; font-variant-numeric: tabular-nums; }
.lst-details .lst-plot-now-word { font-weight: 400; fill: var(--color-mineshaft, #393939); }
.lst-details .lst-plot-planned { stroke-dasharray: 4 3; }
.lst-details .lst-plot-now { stroke: var(--color-mineshaft, #393939); stroke-width: 1.5; }
.lst-details .lst-plot-stripe { stroke: var(--color-accent, #149cb5); stroke-width: 2; opacity: .45; }
.lst-details .lst-plot-guide { fill: none; stroke: var(--color-primary, #39546a); stroke-dasharray: 2 3; }
.lst-details .lst-plot-mark { fill: var(--color-primary, #39546a); }
.lst-details .lst-plot-number { font-size: 11px; font-weight: 600; fill: var(--color-white, #fff); }
.lst-details .lst-plot-bake { fill: var(--color-accent-g3, #ebf1f3); }
.lst-details .lst-plot-bake-word { font-size: 12px; font-weight: 600; fill: var(--color-mineshaft, #393939); paint-order: stroke; stroke: var(--color-white, #fff); stroke-width: 3px; }
.lst-details .lst-rates { margin-top: 6px; position: relative; }
.lst-details .lst-rate-line { fill: none; stroke-width: 2; }
.lst-details .lst-rate-candidate { stroke: #0f7f94; }
.lst-details .lst-rate-baseline { stroke: var(--color-primary, #39546a); stroke-dasharray: 5 3; }
.lst-details .lst-rate-point-candidate { fill: var(--color-white, #fff); stroke: #0f7f94; stroke-width: 2; }
.lst-details .lst-rate-point-baseline { fill: var(--color-primary, #39546a); }
.lst-details .lst-rate-limit { fill: none; stroke: var(--color-danger, #bb231e); stroke-width: 1.5; stroke-dasharray: 6 4; }
.lst-details .lst-rate-alarm { fill: var(--color-danger, #bb231e); }
.lst-details .lst-rate-alarm-line { stroke: var(--color-danger, #bb231e); stroke-dasharray: 2 3; }
.lst-details .lst-rate-legend { display: flex; flex-wrap: wrap; gap: 2px 18px; font-size: 12px; font-variant-numeric: tabular-nums; }
.lst-details .lst-rate-legend svg { margin-right: 6px; vertical-align: 0; }
.lst-details .lst-rate-figures { position: absolute; top: 0; left: 0; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0); display: block; white-space: nowrap; }
`;
