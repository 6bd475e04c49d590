/** @jest-environment jsdom */
import axe from 'axe-core';
import { renderHtml } from './render-html';
import { type ReportDocument } from './report-document';

const hostile = '</svg><img src=x onerror="alert(1)">&\u202e\u0007';
const shown = '</svg><img src=x onerror="alert(1)">&\\u{202e}\\u{7}';

const report: ReportDocument = {
  title: `Audit ${hostile}`,
  lead: [`Lead ${hostile}`],
  sections: [
    {
      title: `1. First ${hostile}`,
      basis: `Basis ${hostile}`,
      parts: [
        { kind: 'text', text: `Text ${hostile}` },
        { kind: 'list', items: [`Item ${hostile}`] },
        { kind: 'list', items: [] },
        { kind: 'facts', facts: [[`Name ${hostile}`, `Value ${hostile}`]] },
        {
          ...{ kind: 'table', caption: `Table ${hostile}` },
          columns: [{ name: `Group ${hostile}` }, { name: 'n', isNumeric: true }],
          rows: [[`Row ${hostile}`, '12']],
        },
        {
          ...{ kind: 'figure', caption: `Figure ${hostile}`, description: `Words ${hostile}` },
          drawing: {
            ...{ width: 100, height: 50.004 },
            marks: [
              { shape: 'line', from: [0, 1.23456], to: [10, 2], weight: 1, isDashed: true, strength: 0.5 },
              { shape: 'dot', at: [1, 2], radius: 3, isHollow: true },
              { shape: 'box', at: [1, 2], width: 3, height: 4 },
              { shape: 'words', at: [5, 6], text: hostile, size: 8, anchor: 'end' },
            ],
          },
        },
      ],
    },
    { title: '2. Second', parts: [] },
  ],
};

/** Elements of the page of the test itself. */
interface Element {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): ArrayLike<Element> & Iterable<Element>;
}

declare const document: {
  readonly documentElement: Element;
  open(): void;
  write(page: string): void;
  close(): void;
};

const page = renderHtml(report);
const all = (selector: string): Element[] => [...document.documentElement.querySelectorAll(selector)];
const textOf = (selector: string): string[] => all(selector).map(({ textContent }) => textContent ?? '');

describe('a report as one page', () => {
  beforeAll(() => {
    document.open();
    document.write(page);
    document.close();
  });

  it('FR-1 names no other file, holds no script and lets none run', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|<link|<img|https?:|url\(/);
    expect(all('meta[http-equiv="Content-Security-Policy"]')[0]!.getAttribute('content')).toBe(
      "default-src 'none'; style-src 'unsafe-inline'",
    );
    expect(all('a').map((link) => link.getAttribute('href'))).toEqual(['#section-1', '#section-2']);
  });

  it('FR-1 shows hostile texts as they are, wherever they stand, control characters as escapes', () => {
    expect(all('img, [onerror]')).toHaveLength(0);
    expect(page).not.toMatch(/[\u202e\u0007]/);
    expect(textOf('h1')).toEqual([`Audit ${shown}`]);
    expect(textOf('h2')).toEqual([`1. First ${shown}`, '2. Second']);
    expect(textOf('main p')).toEqual([`Lead ${shown}`, `Basis ${shown}`, `Text ${shown}`]);
    expect(textOf('section li, dt, dd')).toEqual([`Item ${shown}`, `Name ${shown}`, `Value ${shown}`]);
    expect(textOf('caption, th, td')).toEqual([
      `Table ${shown}`,
      `Group ${shown}`,
      'n',
      `Row ${shown}`,
      '12',
    ]);
    expect(textOf('figcaption, svg title, svg desc, svg text')).toEqual([
      ...[`Figure ${shown}`, `Figure ${shown}`, `Words ${shown}`, shown],
    ]);
  });

  it('FR-1 gives tables heads, pictures words and every section its name', () => {
    expect(textOf('th[scope="col"]')).toHaveLength(2);
    expect(textOf('tbody th[scope="row"]')).toHaveLength(1);
    const svg = all('svg[role="img"]')[0]!;
    expect(textOf(`#${svg.getAttribute('aria-describedby')}`)).toEqual([`Words ${shown}`]);
    expect(all('section').map((section) => section.getAttribute('aria-labelledby'))).toEqual([
      'section-1',
      'section-2',
    ]);
    expect(page).toContain('<line x1="0" y1="1.23" x2="10" y2="2" stroke="currentColor"');
  });

  it('has nothing that axe finds fault with', async () => {
    // Colours are not computed here.
    const { violations } = await axe.run(document as never, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });

  it('is the same, byte for byte, for the same report', () => {
    expect(renderHtml(JSON.parse(JSON.stringify(report)) as ReportDocument)).toBe(page);
  });
});
