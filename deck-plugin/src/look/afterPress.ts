let pressed = false;
let watching = false;

/** Watches the mouse, so that `afterPress` knows whether a button is down. */
export function watchPresses(): void {
  if (watching) return;
  watching = true;
  document.addEventListener(
    'mousedown',
    () => {
      pressed = true;
    },
    true,
  );
  document.addEventListener(
    'mouseup',
    () => {
      pressed = false;
    },
    true,
  );
}

/**
 * Does something that may move the page's content, but never between press and release of a mouse button: otherwise a
 * click that leaves a field would move the very thing that is being clicked.
 */
export function afterPress(action: () => void): void {
  if (!pressed) action();
  else
    document.addEventListener(
      'mouseup',
      () => {
        setTimeout(action);
      },
      { capture: true, once: true },
    );
}
