import { type ReportDocument } from '@countersign/domain/report';
import { readPdf, tagsOf, type ReadPdf } from '../testing/read-pdf';
import { renderPdf } from './render-pdf';

const rows = Array.from({ length: 90 }, (_, index) => [`Group ${index} Łódź Ελλάς`, String(index), 'PASS']);
const report: ReportDocument = {
  title: 'Fairness audit of model A',
  lead: ['One sentence.'],
  sections: [
    {
      title: '1. Identity',
      basis: 'Annex IV 1',
      parts: [
        { kind: 'text', text: 'A paragraph.' },
        { kind: 'list', items: ['first', 'second'] },
        { kind: 'facts', facts: [['Model', 'A']] },
        {
          kind: 'figure',
          caption: 'Rates by group',
          description: 'Group 1 has 40 % of 10',
          drawing: {
            ...{ width: 400, height: 60 },
            marks: [
              { shape: 'line', from: [0, 10], to: [100, 10], weight: 1, isDashed: true },
              { shape: 'dot', at: [40, 10], radius: 3, isHollow: true },
              { shape: 'box', at: [200, 0], width: 20, height: 20, strength: 0.4 },
              { shape: 'words', at: [150, 12], text: 'Group 1', size: 8, anchor: 'end' },
            ],
          },
        },
        {
          kind: 'table',
          caption: 'Groups',
          columns: [{ name: 'Group' }, { name: 'n', isNumeric: true }, { name: 'Verdict' }],
          rows,
        },
      ],
    },
  ],
};
const options = {
  producedAt: new Date('2026-01-02T03:04:05Z'),
  attachment: {
    ...{ name: 'evidence.json', mediaType: 'application/json', description: 'What the numbers follow from' },
    content: '{"counts":[1,2,3]}',
  },
};

describe('a report as PDF', () => {
  let pdf: ReadPdf;
  beforeAll(async () => {
    pdf = readPdf(await renderPdf(report, options));
  });

  it('holds every text, in its order, and the heads of a table on each of its pages', () => {
    const texts = pdf.pages.map(({ text }) => text.replace(/\s+/g, ' '));
    const wanted = [report.title, 'One sentence.', '1. Identity', 'A paragraph.', 'first', 'second', 'Model'];
    const names = rows.map(([name]) => `${name} `);
    const places = [...wanted, 'Rates by group', 'Groups', ...names].map((text) =>
      texts.join(' ').indexOf(text),
    );
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(pdf.pages.length).toBeGreaterThan(1);
    expect(texts.slice(1).every((text) => /^ ?Group n Verdict/.test(text))).toBe(true);
    expect(texts[0]).toContain(`page 1 of ${pdf.pages.length}`);
  });

  it('is tagged: headings, lists, tables with heads, and a figure with its words', () => {
    const tags = tagsOf(pdf);
    const count = (role: string) => tags.filter((tag) => tag.role === role).length;
    const pages = pdf.pages.length;
    expect(pdf.isMarked).toBe(true);
    expect({ h1: count('H1'), h2: count('H2'), items: count('LI') }).toEqual({ h1: 1, h2: 1, items: 2 });
    // The facts, and the table once on each of its pages.
    expect({ tables: count('Table'), rows: count('TR'), heads: count('TH') }).toEqual({
      tables: 1 + pages,
      rows: 2 + rows.length + pages,
      heads: 3 + rows.length + 3 * pages,
    });
    expect(tags.flatMap(({ alt }) => alt ?? [])).toEqual(['Group 1 has 40 % of 10']);
  });

  it('says what a head is the head of, and has a bookmark for every section', async () => {
    const bytes = (await renderPdf(report, options)).toString('latin1');
    // The facts and every piece of the table: heads of columns, and names of rows.
    expect(bytes.split('/Scope /Column')).toHaveLength(1 + 2 + 3 * pdf.pages.length);
    expect(bytes.split('/Scope /Row')).toHaveLength(1 + 1 + rows.length);
    expect(bytes).toContain('/Outlines');
  });

  it('FR-9 shows control characters and changes of direction as escapes', async () => {
    const hostile = 'a\u202eb\u0007';
    const drawing = { width: 100, height: 20, marks: [] };
    const small: ReportDocument = {
      title: hostile,
      lead: [],
      sections: [
        {
          title: hostile,
          parts: [
            { kind: 'text', text: hostile },
            { kind: 'list', items: [hostile] },
            { kind: 'table', caption: hostile, columns: [{ name: hostile }], rows: [[hostile]] },
            {
              ...{ kind: 'figure', caption: hostile, description: hostile },
              drawing: { ...drawing, marks: [{ shape: 'words', at: [0, 10], text: hostile, size: 8 }] },
            },
          ],
        },
      ],
    };
    const read = readPdf(await renderPdf(small, options));
    expect(read.pages[0]!.text.split('a\\u{202e}b\\u{7}').length).toBeGreaterThan(8);
    expect(read.pages[0]!.text).not.toContain('\u202e');
    expect(tagsOf(read).flatMap(({ alt }) => alt ?? [])).toEqual(['a\\u{202e}b\\u{7}']);
  });

  it('FR-38 writes a letter that its fonts lack as an escape, and tells two such names apart', async () => {
    const names = ['日本', '中国', 'हिन्दी', '🙂', 'ไทย', '한'];
    const kept = ['Ελλάς', 'Łódź', 'Кириллица', 'ﬁ', '−1 ≤ 2'];
    const foreign: ReportDocument = {
      ...{ title: '日', lead: [...names, ...kept] },
      sections: [
        {
          title: '日',
          parts: [
            { kind: 'table', caption: '', columns: [{ name: '日' }], rows: names.map((name) => [name]) },
            {
              ...{ kind: 'figure', caption: '日', description: '日本' },
              drawing: {
                ...{ width: 100, height: 20 },
                marks: [{ shape: 'words', at: [0, 10], text: '日', size: 8 }],
              },
            },
          ],
        },
      ],
    };
    const read = readPdf(await renderPdf(foreign, options));
    const text = read.pages.map((page) => page.text).join(' ');
    for (const name of [...kept, '\\u{65e5 672c}', '\\u{4e2d 56fd}', '\\u{1f642}', '\\u{d55c}'])
      expect(text.normalize('NFKC')).toContain(name.normalize('NFKC'));
    expect(text).not.toContain('\0');
    expect(text).not.toMatch(/[日本中国🙂한]/u);
    // Readers that speak it have letters of their own.
    expect(tagsOf(read).flatMap(({ alt }) => alt ?? [])).toEqual(['日本']);
  });

  it('names its title, its language and its time', () => {
    expect(pdf.info).toMatchObject({
      ...{ Title: report.title, Language: 'en', CreationDate: 'D:20260102030405Z' },
    });
  });

  it('holds the file that it was made from', () => {
    const { name, content } = options.attachment;
    expect(pdf.attachments).toEqual([{ name, content }]);
  });

  it('is the same, byte for byte, for the same report', async () => {
    expect((await renderPdf(report, options)).equals(await renderPdf(report, options))).toBe(true);
  });
});
