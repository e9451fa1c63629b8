import { styleSheet } from './styleSheet';

/** ID of the style sheet's element. */
export const STYLE_ID = 'lambda-stages';

/** Adds the style sheet to the page once. Gate serves a plugin as a single file, so there is no file to link to. */
export function injectStyles(): void {
  if (document.getElementById(STYLE_ID) !== null) return;
  const element = document.createElement('style');
  element.id = STYLE_ID;
  element.textContent = styleSheet;
  document.head.appendChild(element);
}
