import { styleSheet } from './styleSheet';

/** Id of the element that holds the style sheet. */
export const STYLE_ID = 'lambda-stages';

/** Puts the style sheet into the page once; Gate serves a plugin as one file, so there is none to link to. */
export function injectStyles(): void {
  if (document.getElementById(STYLE_ID) !== null) return;
  const element = document.createElement('style');
  element.id = STYLE_ID;
  element.textContent = styleSheet;
  document.head.appendChild(element);
}
