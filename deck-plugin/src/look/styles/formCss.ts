/** The frame of a form: sections, rows, labels, lines below a control, values that the form can't show. */
export const formCss = `
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

.lst-odd { display: flex; gap: 10px; margin: 0 0 20px; padding: 10px 14px; border: 1px solid var(--color-alto, #d6d6d6); border-left: 3px solid #df8d3b; background: #fffaf0; }
.lst-odd > .lst-icon { margin-top: 3px; color: #a85a00; }
.lst-odd > div { min-width: 0; overflow-wrap: anywhere; }
.lst-odd ul { margin: 2px 0 0; padding: 0; list-style: none; }

.lst-native { display: flex; gap: 10px; margin: 0 0 20px; padding: 12px 16px 14px; border: 1px solid var(--color-accent-g2, #d7e8ed); border-left: 3px solid #0f7f94; background: var(--color-accent-g4, #f2fbff); }
.lst-native > .lst-icon { width: 16px; height: 16px; margin-top: 3px; color: #0b6f82; }
.lst-native > div { min-width: 0; flex: 1; overflow-wrap: anywhere; }
.lst-native-heading { font-size: 15px; }
.lst-native p { margin: 2px 0 8px; }
.lst-native dl { display: grid; grid-template-columns: 92px minmax(0, 1fr); gap: 4px 14px; margin: 0 0 12px; }
.lst-native dt { font-weight: 600; text-align: right; }
.lst-native dd { margin: 0; }
.lst-native-buttons { display: flex; flex-wrap: wrap; gap: 8px 10px; align-items: center; }
.lst-native .lst-soft { color: var(--color-charcoal, #444); font-size: 13px; }
.lst-button.lst-button { min-height: 32px; padding: 5px 13px; border: 1px solid var(--color-silver, #bebebe); border-radius: 4px; background: #fff; color: var(--color-mineshaft, #393939); font: inherit; text-align: left; }
.lst-button.lst-button:hover { border-color: #0b6f82; }
.lst-button.lst-button-main { border-color: #0b6f82; background: #0f7f94; color: #fff; font-weight: 600; }
.lst-button.lst-button-main:hover { background: #0b6f82; }
.lst-button.lst-button-danger { border-color: #8f1a16; background: #bb231e; color: #fff; font-weight: 600; }
.lst-button.lst-button-danger:hover { background: #8f1a16; }
.lst-button.lst-button:disabled, .lst-button.lst-button[aria-disabled=true] { border-color: var(--color-alto, #d6d6d6); background: var(--color-alabaster, #f8f8f8); color: #6a6a6a; cursor: not-allowed; }
.lst-button.lst-button:focus-visible { outline: 2px solid #0b6f82; outline-offset: 2px; }
.lst-converted { margin: 0 0 16px; color: #007023; }
.lst-converted:focus { outline: none; }

@media (max-width: 860px) {
  .lst-native dl { grid-template-columns: minmax(0, 1fr); }
  .lst-native dt { text-align: left; }
  .lst-row { grid-template-columns: minmax(0, 1fr); }
  .lst-label { justify-content: flex-start; text-align: left; }
  .lst-pair { grid-template-columns: minmax(0, 1fr); row-gap: 8px; }
}
`;
