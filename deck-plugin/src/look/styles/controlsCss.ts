/** The controls of a form: expressions, choices, lists, tables, steps. */
export const controlsCss = `
.lst-chip-expression { display: inline-flex; align-items: center; gap: 6px; padding: 1px 10px 1px 8px; border: 1px solid #0f7f94; border-radius: 11px; background: var(--color-accent-g4, #f2fbff); color: var(--color-charcoal, #444); font-size: 12px; line-height: 18px; }
.lst-hint .lst-chip-expression { margin: 0 4px; } .lst-hint .lst-chip-expression:first-child { margin-left: 0; }
.lst-fx { font-style: italic; font-weight: 600; color: #0b6f82; }

.lst-switch { display: inline-flex; flex: none; height: 32px; border: 1px solid transparent; border-radius: 4px; overflow: hidden; }
.lst-switch label { position: relative; display: flex; align-items: center; margin: 0; padding: 0 6px; font-size: 12px; font-weight: 400; font-family: Menlo, Consolas, 'Liberation Mono', monospace; color: var(--color-dovegray, #6a6a6a); cursor: pointer; }
.lst-switch:not(.lst-switch-on) label:first-child { width: 0; padding: 0; overflow: hidden; }
.lst-switch input[type=radio] { position: absolute; inset: 0; width: 100%; height: 100%; opacity: 0; cursor: pointer; }
.lst-switch label:hover { background: var(--color-accent-g3, #ebf1f3); color: #0b6f82; }
.lst-switch:focus-within { border-color: var(--color-accent, #149cb5); }
.lst-switch-on { border-color: var(--color-silver, #bebebe); background: #fff; }
.lst-switch-on label { padding: 0 10px; color: var(--color-charcoal, #444); }
.lst-switch-on label + label { background: var(--color-accent-g2, #d7e8ed); border-left: 1px solid var(--color-silver, #bebebe); }

.lst-segments { display: inline-flex; max-width: 100%; padding-left: 1px; }
.lst-segment { display: flex; gap: 8px; align-items: center; min-height: 32px; margin: 0 0 0 -1px; padding: 5px 13px; border: 1px solid var(--color-silver, #bebebe); background: #fff; font-weight: 400; cursor: pointer; min-width: 0; }
.lst-segment:first-child { border-radius: 4px 0 0 4px; }
.lst-segment:last-child { border-radius: 0 4px 4px 0; }
.lst-segment-on { background: var(--color-accent-g2, #d7e8ed); font-weight: 600; }

.lst-cards { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 8px; }
.lst-card { display: block; margin: 0; padding: 10px 11px; border: 1px solid var(--color-silver, #bebebe); border-radius: 3px; background: #fff; font-weight: 400; cursor: pointer; min-width: 0; }
.lst-card:hover { border-color: #0f7f94; }
.lst-card-on { border-color: #0f7f94; box-shadow: inset 0 0 0 1px #0f7f94; background: var(--color-accent-g4, #f2fbff); }
.lst-card-head { display: flex; align-items: center; gap: 8px; }
.lst-card-title { font-weight: 600; flex: 1; min-width: 0; }
.lst-card-words { display: block; margin-top: 3px; font-size: 13px; line-height: 17px; color: var(--color-dovegray, #6a6a6a); }
.lst-card-words em { font-style: normal; color: var(--color-charcoal, #444); }

.lst-choices { border: 1px solid var(--color-silver, #bebebe); border-radius: 3px; background: #fff; }
.lst-choice { display: flex; gap: 10px; align-items: center; margin: 0; padding: 6px 11px; font-weight: 400; cursor: pointer; border-bottom: 1px solid var(--color-alto, #d6d6d6); }
.lst-choice:last-child { border-bottom: 0; }
.lst-choice-on { background: var(--color-accent-g4, #f2fbff); }
.lst-choice strong { font-weight: 600; }

.lst-combobox { position: relative; }
.lst-form .lst-combobox > .lst-input { padding-right: 32px; text-overflow: ellipsis; }
.lst-form .lst-open { position: absolute; right: 1px; top: 1px; width: 30px; height: 30px; padding: 0; border: 0; background: none; color: var(--color-charcoal, #444); }
.lst-open .lst-icon { width: 12px; height: 12px; }
.lst-suggestions { position: absolute; z-index: 50; left: 0; right: 0; top: 33px; max-height: 224px; overflow-y: auto; margin: 0; padding: 4px 0; list-style: none; border: 1px solid var(--color-silver, #bebebe); border-radius: 4px; background: #fff; box-shadow: 0 4px 12px rgba(0, 0, 0, 0.18); }
.lst-suggestions[hidden] { display: none; }
.lst-suggestions li { padding: 4px 10px; cursor: pointer; overflow-wrap: anywhere; }
.lst-suggestions li:hover, .lst-suggestions .lst-active { background: var(--color-accent-g2, #d7e8ed); }
.lst-suggestions [aria-selected=true] { font-weight: 600; }

.lst-form .lst-chips { display: flex; flex-wrap: wrap; gap: 4px 6px; height: auto; min-height: 32px; padding: 3px 8px; border: 1px solid var(--color-silver, #bebebe); border-radius: 4px; box-shadow: none; }
.lst-chips input { flex: 1 1 110px; min-width: 90px; height: 24px; padding: 0 2px; border: 0; outline: 0; background: none; font-size: 14px; }
.lst-chip { display: inline-flex; align-items: flex-start; max-width: 100%; padding: 1px 2px 1px 10px; border: 1px solid var(--color-silver, #bebebe); border-radius: 12px; background: var(--color-alabaster, #f8f8f8); font-size: 13px; line-height: 20px; }
.lst-chip-text { overflow-wrap: anywhere; min-width: 0; }
.lst-chip button { width: 20px; height: 20px; padding: 0; border: 0; background: none; color: var(--color-dovegray, #6a6a6a); flex: none; }
.lst-chip button .lst-icon { width: 9px; height: 9px; vertical-align: 0; }

.lst-table { border: 1px solid var(--color-silver, #bebebe); border-radius: 3px; background: #fff; }
.lst-table > :not(:last-child) { border-bottom: 1px solid var(--color-alto, #d6d6d6); }
.lst-map-row { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr) auto; gap: 8px; padding: 5px 8px; }
.lst-table-head { padding-top: 5px; padding-bottom: 5px; font-size: 12px; font-weight: 600; color: var(--color-dovegray, #6a6a6a); }
.lst-table-head > span:last-child { width: 52px; }
.lst-row-buttons { display: inline-flex; }
.lst-row-problem { grid-column: 1 / -1; margin: 0; }
.lst-form .lst-add { padding: 6px 10px; display: block; width: 100%; text-align: left; }
.lst-add .lst-icon { width: 11px; height: 11px; vertical-align: -1px; }
.lst-condition { display: grid; grid-template-columns: minmax(0, 3fr) 136px minmax(0, 3fr) 26px; gap: 8px; padding: 5px 8px; }
.lst-condition > .lst-kept { grid-column: 1 / 4; }
.lst-condition.lst-table-head > span:last-child { width: auto; }

.lst-step { display: grid; grid-template-columns: 24px 104px minmax(0, 1fr) 92px 78px; gap: 8px; align-items: center; min-height: 42px; padding: 4px 8px; }
.lst-step > span:first-child { text-align: right; color: var(--color-dovegray, #6a6a6a); font-variant-numeric: tabular-nums; }
.lst-step.lst-table-head { min-height: 28px; }
.lst-step-open { grid-template-columns: 24px minmax(0, 2fr) minmax(0, 3fr) 92px 78px; }
.lst-form .lst-step-open .lst-step-number { flex: 1; width: auto; min-width: 0; text-align: left; }
.lst-form .lst-step-hint { margin: 0; padding: 0 8px 6px 40px; }
.lst-step-wide { grid-column: 2 / 4; min-width: 0; overflow-wrap: anywhere; }
.lst-step-wide .lst-icon { color: var(--color-primary, #39546a); margin-right: 2px; }
.lst-step-start { text-align: right; color: var(--color-dovegray, #6a6a6a); font-variant-numeric: tabular-nums; }
.lst-step-promotion { font-variant-numeric: tabular-nums; }
.lst-steps .lst-row-buttons .lst-icon-button:disabled { opacity: .35; }
.lst-form .lst-step-number { width: 64px; flex: none; text-align: right; font-variant-numeric: tabular-nums; }
.lst-form .lst-grow > .lst-step-number { flex: 1; width: auto; min-width: 0; text-align: left; }
.lst-form .lst-step-unit { width: 70px; flex: none; padding-left: 6px; }
.lst-steps .lst-line { gap: 6px; flex-wrap: nowrap; }
.lst-steps > [data-step] > .lst-lines { padding: 0 8px 0 40px; }
.lst-steps > [data-step] > .lst-lines > :last-child { margin-bottom: 6px; }
.lst-step-fold { min-height: 34px; color: var(--color-charcoal, #444); }
.lst-source { display: grid; grid-template-columns: 24px minmax(0, 1fr) 26px; gap: 8px; padding: 6px 8px; }
.lst-source > span:first-child { padding-top: 6px; text-align: right; color: var(--color-dovegray, #6a6a6a); font-variant-numeric: tabular-nums; }
[data-source] > .lst-lines { padding: 0 8px 0 40px; }
[data-source] > .lst-lines > :last-child { margin-bottom: 6px; }
.lst-alarm { display: grid; grid-template-columns: minmax(0, 1fr) auto 26px; gap: 8px 12px; padding: 6px 8px; }
.lst-guard { display: grid; grid-template-columns: minmax(0, 1fr) 26px; gap: 8px 12px; padding: 6px 8px; }
.lst-guard-words { display: inline-flex; flex-wrap: wrap; gap: 4px 6px; align-items: center; max-width: 100%; }
.lst-guard-more { display: flex; flex-wrap: wrap; gap: 0 16px; justify-content: space-between; align-items: baseline; }
.lst-guard-more .lst-shadow { padding-top: 0; }
.lst-policy .lst-segments { flex-wrap: wrap; }
.lst-policy .lst-segment { min-width: max-content; }
.lst-alarm .lst-alarm-odd { grid-column: 1 / 3; }
.lst-shadow code { margin: 0 4px; }
.lst-guard-sentence { display: flex; flex-wrap: wrap; gap: 4px 6px; align-items: center; margin-bottom: 2px; }
.lst-form .lst-figure-input { width: 64px; flex: none; text-align: right; font-variant-numeric: tabular-nums; }
.lst-form .lst-figure-text { width: 170px; }
.lst-form .lst-guard-metric { width: 108px; flex: none; }
.lst-guard-sentence .lst-absent { padding-top: 0; }
.lst-caution { color: #944e00; }
.lst-caution .lst-icon { color: #a85a00; }
[data-entry] > .lst-lines { padding: 0 8px; }
[data-entry] > .lst-lines > :last-child { margin-bottom: 6px; }
.lst-step-check { padding: 6px 8px 4px 8px; background: var(--color-alabaster, #f8f8f8); }
.lst-step-check .lst-row { grid-template-columns: 140px minmax(0, 1fr); }
.lst-step-check .lst-segments { flex-wrap: wrap; }
.lst-step-check .lst-segment { min-width: max-content; }
.lst-step-add { display: flex; gap: 18px; padding: 6px 10px; }
.lst-form .lst-shortage { margin: 8px 39px 0 0; }
.lst-shortage .lst-link { margin-left: 0; }

@media (max-width: 1150px) {
  .lst-cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .lst-step { grid-template-columns: 20px 80px minmax(0, 1fr) 78px 78px; gap: 6px; }
  .lst-step-open { grid-template-columns: 20px minmax(0, 1fr) minmax(0, 1fr) 54px 78px; }
  .lst-step-end { grid-template-columns: 20px 54px minmax(0, 1fr) 42px 78px; }
  .lst-form .lst-step-number { width: 54px; padding-left: 6px; padding-right: 8px; }
  .lst-form .lst-step-unit { width: 62px; }
}
@media (max-width: 860px) {
  .lst-segments { display: flex; flex-direction: column; }
  .lst-segment + .lst-segment { margin-top: -1px; }
  .lst-segment:first-child { border-radius: 4px 4px 0 0; }
  .lst-segment:last-child { border-radius: 0 0 4px 4px; }
}
`;
