import { focusComment, isTaken, keyReader, stepRows, type Pressed } from './keys';

const press = (key: string, more: Partial<Pressed> = {}): Pressed => ({
  ...{ key, ctrlKey: false, metaKey: false, altKey: false },
  ...more,
});

describe('keyReader', () => {
  it('reads steps, the comment and the sheet from single keys', () => {
    const read = keyReader();
    expect(['j', 'k', 'c', '?', 'x'].map((key) => read(press(key), 0))).toEqual([
      { step: 1 },
      { step: -1 },
      { isComment: true },
      { isHelp: true },
      null,
    ]);
  });

  it('reads pages from g and another key soon after it', () => {
    const read = keyReader();
    expect(read(press('g'), 0)).toBeNull();
    expect(read(press('i'), 1_000)).toEqual({ to: '/inbox' });
    expect(read(press('i'), 1_100)).toBeNull();
    read(press('g'), 2_000);
    expect(read(press('p'), 4_000)).toBeNull();
    read(press('g'), 5_000);
    expect(read(press('j'), 5_100)).toBeNull();
    expect(read(press('j'), 5_200)).toEqual({ step: 1 });
  });

  it.each(['ctrlKey', 'metaKey', 'altKey'])('leaves keys with %s to the browser', (held) => {
    const read = keyReader();
    expect(read(press('k', { [held]: true }), 0)).toBeNull();
    read(press('g'), 0);
    expect(read(press('i', { [held]: true }), 1)).toBeNull();
  });
});

describe('the rows of a page', () => {
  const shown = () => document.activeElement?.textContent;
  beforeEach(() => {
    document.body.innerHTML = `<main><a href="#0">elsewhere</a><ul>
      <li class="cs-inbox-entry"><h3><a href="#1">one</a></h3><button>more</button></li>
      <li class="cs-inbox-entry"><h3><a href="#2">two</a></h3></li></ul>
      <table class="cs-table"><tbody><tr><td><a href="#3">three</a></td><td><a href="#4">no</a></td></tr></tbody></table>
      <textarea data-key="c"></textarea></main>`;
  });

  it('are stepped through from the first to the last, and from anything within one', () => {
    const seen = ([1, 1, 1, 1, -1, -1, -1] as const).map((step) => {
      stepRows(step);
      return shown();
    });
    expect(seen).toEqual(['one', 'two', 'three', 'three', 'two', 'one', 'one']);
    document.querySelector('button')?.focus();
    stepRows(1);
    expect(shown()).toBe('two');
  });

  it('are left alone where there is none', () => {
    document.body.innerHTML = '<button>only</button>';
    document.querySelector('button')?.focus();
    stepRows(1);
    focusComment();
    expect(shown()).toBe('only');
  });

  it('give way to the comment', () => {
    focusComment();
    expect(document.activeElement?.tagName).toBe('TEXTAREA');
  });
});

describe('isTaken', () => {
  it('is so within a field and while a dialog is open', () => {
    document.body.innerHTML = '<textarea></textarea><button>b</button>';
    expect(isTaken(document.querySelector('textarea'))).toBe(true);
    expect(isTaken(document.querySelector('button'))).toBe(false);
    expect(isTaken(null)).toBe(false);
    document.body.innerHTML += '<div role="dialog"></div>';
    expect(isTaken(document.querySelector('button'))).toBe(true);
  });
});
