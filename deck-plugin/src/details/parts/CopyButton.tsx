import React from 'react';

/** Copies with the old command if the clipboard API is missing or blocked (pages without https). */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.style.position = 'fixed';
  area.style.opacity = '0';
  document.body.appendChild(area);
  area.select();
  const isCopied = typeof document.execCommand === 'function' && document.execCommand('copy');
  area.remove();
  return isCopied;
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

const WORDS = { idle: 'Copy', copied: 'Copied', refused: 'Not copied' } as const;

/** Copies a text to the clipboard and says whether it worked; `what` names it for screen readers. */
export function CopyButton({ text, what }: { text: string; what: string }): React.ReactElement {
  const [state, setState] = React.useState<keyof typeof WORDS>('idle');
  const isMounted = React.useRef(true);
  React.useEffect(
    () => () => {
      isMounted.current = false;
    },
    [],
  );
  const copy = (): void => {
    void copyText(text).then((isCopied) => {
      if (isMounted.current) setState(isCopied ? 'copied' : 'refused');
    });
  };
  return (
    <button type="button" className="lst-text-link" aria-label={`${WORDS[state]} ${what}`} onClick={copy}>
      {WORDS[state]}
    </button>
  );
}
