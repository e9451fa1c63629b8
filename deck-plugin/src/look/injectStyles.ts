/** Puts a style sheet into the page once; Gate serves a plugin as one file, so there is none to link to. */
export function injectStyles(id: string, css: string): void {
  if (document.getElementById(id) !== null) return;
  const element = document.createElement('style');
  element.id = id;
  element.textContent = css;
  document.head.appendChild(element);
}
