/** The forms' look: Deck's colours and font, own class names, as Deck itself styles words like `.note` and `.box`. */
export const formStyles = `
.lst-form { max-width: 960px; padding: 2px 4px 10px; font-size: 14px; line-height: 20px; color: var(--color-mineshaft, #393939); }
.lst-form *, .lst-form *::before { box-sizing: border-box; }
.lst-form code { background: none; color: inherit; padding: 0; font-size: 13px; overflow-wrap: anywhere; white-space: normal; }
.lst-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0 0 0 0); white-space: nowrap; }
.lst-icon { display: inline-block; vertical-align: -2px; flex: none; }

.lst-section { margin: 0 0 20px; }
.lst-heading { display: flex; align-items: baseline; justify-content: space-between; gap: 14px; margin: 0 0 12px; padding: 0 0 6px; border-bottom: 1px solid var(--color-alto, #d6d6d6); font-size: 14px; line-height: 20px; font-weight: 600; }
.lst-title { font-weight: 600; flex: none; }
.lst-note { font-weight: 400; font-size: 13px; color: var(--color-dovegray, #6a6a6a); text-align: right; min-width: 0; overflow-wrap: anywhere; }
.lst-more { margin-bottom: 0; }
.lst-closable { margin: 0; border-bottom: 1px solid var(--color-alto, #d6d6d6); }
.lst-closable > .lst-heading { margin: 0; padding: 0; border: 0; }
.lst-closable > .lst-heading > button { display: grid; grid-template-columns: 16px 160px minmax(0, 1fr); column-gap: 0; align-items: baseline; width: 100%; padding: 9px 0; background: none; border: 0; text-align: left; font: inherit; color: inherit; }
.lst-closable > .lst-heading > button:hover .lst-title { text-decoration: underline; }
.lst-closable > .lst-heading .lst-icon { width: 12px; height: 12px; vertical-align: -1px; align-self: center; }
.lst-summary { font-weight: 400; font-size: 13px; color: var(--color-dovegray, #6a6a6a); padding-left: 14px; min-width: 0; overflow-wrap: anywhere; }
.lst-summary .lst-wrong { margin-left: 10px; }
.lst-wrong { color: var(--color-danger, #bb231e); }
.lst-closable > .lst-body { padding: 4px 0 12px; }
.lst-closable + .lst-section:not(.lst-closable) { margin-top: 20px; }
.lst-quiet { margin: 16px 0 0; font-size: 13px; color: var(--color-dovegray, #6a6a6a); overflow-wrap: anywhere; }

.lst-row { display: grid; grid-template-columns: 176px minmax(0, 1fr); column-gap: 14px; margin: 0 0 8px; }
.lst-row-links { margin-top: -4px; }
.lst-row-links .lst-link + .lst-link { margin-left: 16px; }
.lst-label { display: flex; justify-content: flex-end; align-items: baseline; gap: 2px; padding-top: 6px; text-align: right; }
.lst-label label, .lst-label > span:first-child { margin: 0; padding: 0; font-weight: 600; min-width: 0; overflow-wrap: break-word; }
.lst-label .help-field { padding: 0 1px; color: var(--color-dovegray, #6a6a6a); }
.lst-label-inline { justify-content: flex-start; text-align: left; flex: none; max-width: 130px; }
.lst-cell { min-width: 0; }
.lst-line { display: flex; align-items: flex-start; gap: 10px; min-width: 0; flex-wrap: wrap; }
.lst-grow { flex: 1 1 0; min-width: 0; }
.lst-push { margin-left: auto; flex: none; }
.lst-pair { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); column-gap: 14px; }
.lst-pair-part { min-width: 0; flex: 1 1 0; }
.lst-pair-second { display: flex; gap: 12px; min-width: 0; }
.lst-below { margin-top: 6px; }

.lst-form .lst-input { height: 32px; width: 100%; padding: 4px 10px; font-size: 14px; line-height: 20px; border: 1px solid var(--color-silver, #bebebe); border-radius: 4px; box-shadow: none; background-color: #fff; color: var(--color-mineshaft, #393939); }
.lst-form .lst-input::placeholder, .lst-chips input::placeholder { color: #707070; opacity: 1; }
.lst-form .lst-input:focus, .lst-chips:focus-within { outline: 2px solid var(--color-accent, #149cb5); outline-offset: -1px; border-color: var(--color-accent, #149cb5); box-shadow: none; }
.lst-form button:focus-visible, .lst-form input[type=radio]:focus-visible, .lst-form input[type=checkbox]:focus-visible { outline: 2px solid var(--color-accent, #149cb5); outline-offset: 2px; }
.lst-form .lst-number { width: 92px; flex: none; text-align: right; font-variant-numeric: tabular-nums; }
.lst-form .lst-mono { font-family: Menlo, Consolas, 'Liberation Mono', monospace; font-size: 13px; }
.lst-form .lst-area { height: auto; min-height: 32px; resize: vertical; white-space: pre-wrap; overflow-wrap: anywhere; }
.lst-form .lst-select { padding-left: 6px; padding-right: 4px; text-overflow: ellipsis; }
.lst-form input[type=radio], .lst-form input[type=checkbox] { margin: 0; width: 15px; height: 15px; flex: none; accent-color: #0f7f94; }
.lst-unit, .lst-absent { padding-top: 6px; color: var(--color-dovegray, #6a6a6a); min-width: 0; }
.lst-absent { font-size: 13px; flex: 0 1 auto; }
.lst-flag { display: flex; gap: 9px; align-items: flex-start; margin: 0; padding-top: 6px; font-weight: 400; }
.lst-flag input { margin-top: 3px; }
.lst-hint { margin: 4px 0 0; font-size: 13px; line-height: 18px; color: var(--color-dovegray, #6a6a6a); overflow-wrap: anywhere; }
.lst-hint:empty { display: none; }
.lst-ok { color: #007023; font-weight: 600; }
.lst-error { margin: 4px 0 0; font-size: 13px; line-height: 18px; color: var(--color-danger, #bb231e); overflow-wrap: anywhere; }
.lst-form .lst-link { padding: 0 2px; margin: 0; border: 0; background: none; color: #0b6f82; font: inherit; }
.lst-form .lst-heading .lst-link { font-weight: 400; }
.lst-form .lst-link:hover { text-decoration: underline; }
.lst-odd .lst-link, .lst-error .lst-link { margin-left: 6px; }
.lst-form .lst-icon-button { width: 26px; height: 32px; padding: 0; border: 0; background: none; color: var(--color-charcoal, #444); flex: none; }
.lst-form .lst-icon-button:hover { color: #0b6f82; }
.lst-on { color: #0f7f94; }
.lst-kept { padding: 6px 0 0; overflow-wrap: anywhere; }
.lst-soft { color: var(--color-dovegray, #6a6a6a); }

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
.lst-course { flex: none; }
.lst-course-area { fill: var(--color-accent-g2, #d7e8ed); }
.lst-course-line { fill: none; stroke: #149cb5; stroke-width: 2; }
.lst-course-check { fill: var(--color-charcoal, #444); }

.lst-choices { border: 1px solid var(--color-silver, #bebebe); border-radius: 3px; background: #fff; }
.lst-choice { display: flex; gap: 10px; align-items: center; margin: 0; padding: 6px 11px; font-weight: 400; cursor: pointer; border-bottom: 1px solid var(--color-alto, #d6d6d6); }
.lst-choice:last-child { border-bottom: 0; }
.lst-choice-on { background: var(--color-accent-g4, #f2fbff); }
.lst-choice strong { font-weight: 600; }

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
.lst-form .lst-step-unit { width: 70px; flex: none; padding-left: 6px; }
.lst-steps .lst-line { gap: 6px; flex-wrap: nowrap; }
.lst-steps > [data-step] > .lst-lines { padding: 0 8px 0 40px; }
.lst-steps > [data-step] > .lst-lines > :last-child { margin-bottom: 6px; }
.lst-step-check { padding: 6px 8px 4px 8px; background: var(--color-alabaster, #f8f8f8); }
.lst-step-add { display: flex; gap: 18px; padding: 6px 10px; }
.lst-plan { margin-right: 39px; }
.lst-plan { border: 1px solid var(--color-silver, #bebebe); border-radius: 3px; background-color: #fff; min-height: 40px; overflow: hidden; }
.lst-plan svg { display: block; max-width: 100%; }
.lst-plan-grid { stroke: var(--color-cirrus, #efefef); }
.lst-plan-text { font-size: 12px; fill: var(--color-dovegray, #6a6a6a); font-variant-numeric: tabular-nums; }
.lst-plan-level { font-size: 12px; font-weight: 600; fill: var(--color-mineshaft, #393939); paint-order: stroke; stroke: #fff; stroke-width: 3px; }
.lst-plan-line { fill: none; stroke: #0f7f94; stroke-width: 2; }
.lst-plan-stripe { stroke: #149cb5; stroke-width: 2; opacity: .45; }
.lst-plan-guide { fill: none; stroke: var(--color-primary, #39546a); stroke-dasharray: 2 3; }
.lst-plan-check { fill: var(--color-primary, #39546a); }
.lst-plan-deadline { stroke: #a85a00; stroke-width: 2; }
.lst-plan-late { font-size: 12px; font-weight: 600; fill: #944e00; }
.lst-plan-reserve { fill: #fdf0d9; }
.lst-plan-orca { stroke: var(--color-danger, #bb231e); stroke-width: 2; stroke-dasharray: 5 3; }
.lst-plan-end { font-size: 12px; font-weight: 600; fill: var(--color-danger, #bb231e); }
.lst-form .lst-shortage { margin: 8px 39px 0 0; }
.lst-shortage .lst-link { margin-left: 0; }

.lst-odd { display: flex; gap: 10px; margin: 0 0 20px; padding: 10px 14px; border: 1px solid var(--color-alto, #d6d6d6); border-left: 3px solid #df8d3b; background: #fffaf0; }
.lst-odd > .lst-icon { margin-top: 3px; color: #a85a00; }
.lst-odd > div { min-width: 0; overflow-wrap: anywhere; }
.lst-odd ul { margin: 2px 0 0; padding: 0; list-style: none; }

@media (max-width: 1150px) {
  .lst-cards { grid-template-columns: repeat(2, minmax(0, 1fr)); }
  .lst-step { grid-template-columns: 20px 80px minmax(0, 1fr) 78px 78px; gap: 6px; }
  .lst-step-open { grid-template-columns: 20px minmax(0, 1fr) minmax(0, 1fr) 54px 78px; }
  .lst-step-end { grid-template-columns: 20px 54px minmax(0, 1fr) 42px 78px; }
  .lst-form .lst-step-number { width: 54px; padding-left: 6px; padding-right: 8px; }
  .lst-form .lst-step-unit { width: 62px; }
}
@media (max-width: 860px) {
  .lst-row { grid-template-columns: minmax(0, 1fr); }
  .lst-segments { display: flex; flex-direction: column; }
  .lst-segment + .lst-segment { margin-top: -1px; }
  .lst-segment:first-child { border-radius: 4px 4px 0 0; }
  .lst-segment:last-child { border-radius: 0 0 4px 4px; }
  .lst-label { justify-content: flex-start; text-align: left; }
  .lst-pair { grid-template-columns: minmax(0, 1fr); row-gap: 8px; }
}
`;
