/** Where `g` and another key lead. */
const ways = { i: '/inbox', m: '/models', p: '/promotions', a: '/audit' } as const;
type Way = (typeof ways)[keyof typeof ways];

/** What a key asks for: a step along the rows of the page, a page, the comment, or the sheet of keys. */
type Wish = { step: 1 | -1 } | { to: Way } | { isComment: true } | { isHelp: true };

/** What is pressed, as far as it matters. */
export type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const wishes: Readonly<Record<string, Wish>> = {
  j: { step: 1 },
  k: { step: -1 },
  c: { isComment: true },
  '?': { isHelp: true },
};

/** A second key counts for so long after `g`, in milliseconds. */
const together = 1_500;

/** Reads keys one after the other; a key with Ctrl, Alt or the like belongs to the browser. */
export function keyReader(): (pressed: Pressed, at: number) => Wish | null {
  let began: number | null = null;
  return ({ key, ctrlKey, metaKey, altKey }, at) => {
    const isSecond = began !== null && at - began <= together;
    began = null;
    if (ctrlKey || metaKey || altKey) return null;
    if (isSecond) return key in ways ? { to: ways[key as keyof typeof ways] } : null;
    if (key === 'g') began = at;
    return wishes[key] ?? null;
  };
}

const editable = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';

/** Whether what has the focus wants the keys for itself, or a dialog is open over the page. */
export const isTaken = (target: EventTarget | null): boolean =>
  (target instanceof Element && target.closest(editable) !== null) ||
  document.querySelector('[role="dialog"]') !== null;

/** The links by which the rows of a list, a board or a table are opened, in the order of the page. */
const rowLinks = '.cs-inbox-entry h3 a, .cs-board-card > a, main .cs-table > tbody > tr > td:first-child a';

/** Moves the focus to the row after the one that has it, or the one before; from elsewhere to the first. */
export function stepRows(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(rowLinks)];
  const row = document.activeElement?.closest('tr, li');
  const at = links.findIndex((link) => link.closest('tr, li') === row);
  links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}

/** Moves the focus to where one writes a comment, where the page has such a place. */
export const focusComment = (): void =>
  [...document.querySelectorAll<HTMLElement>('[data-key="c"]')]
    .find((field) => field.checkVisibility?.() ?? true)
    ?.focus();
