import { renderHtml } from './render-html';
import { renderText } from './render-text';
import { type Report } from './report';

const hostile = '<b>"\u001b[2J\u202e&\n';

const report: Report = {
  title: 'Drift',
  lead: ['1 of 2 columns drifted.'],
  tables: [
    {
      caption: 'Columns',
      columns: [{ name: 'column' }, { name: 'n', align: 'right' }, { name: 'verdict' }],
      rows: [
        ['age', '48,842', { text: 'drifted', tone: 'bad' }],
        [hostile, '7', { text: 'ok', tone: 'good' }],
        ['都市', '12', ''],
      ],
    },
  ],
  figures: [{ caption: 'Share', svg: '<svg role="img"><title>Share</title></svg>' }],
  notes: ['Thresholds are conventions.'],
};

describe('a report as text', () => {
  it('lines columns up, numbers to the right, and shows what would drive the terminal', () => {
    expect(renderText(report, false)).toBe(`Drift

1 of 2 columns drifted.

Columns
column                         n  verdict
------------------------  ------  -------
age                       48,842  drifted
<b>"\\u{1b}[2J\\u{202e}&\\n       7  ok
都市                          12

- Thresholds are conventions.`);
  });

  it('has colours where they are wanted only', () => {
    expect(renderText(report, true)).toContain('\u001b[31mdrifted\u001b[39m');
    expect(renderText(report, false)).not.toContain('\u001b');
  });

  it('cuts a cell that would push the others off the screen', () => {
    const wide = {
      ...report,
      tables: [{ caption: 'x', columns: [{ name: 'a' }], rows: [['y'.repeat(500)]] }],
    };
    expect(renderText(wide, false)).toContain(`${'y'.repeat(59)}…\n`);
    wide.tables[0]!.rows.push(['😀'.repeat(50)]);
    expect(renderText(wide, false)).toMatch(/^(😀){29}…$/mu);
  });
});

describe('a report as a page', () => {
  it('stands alone: no script, no link, captions, scopes and escaped texts', () => {
    const page = renderHtml(report);
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(page).not.toMatch(/<script|<link|https?:|\u001b|\u202e|<b>/);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('<caption>Columns</caption>');
    expect(page).toContain('<th scope="col" class="right">n</th>');
    expect(page).toContain('<th scope="row">&lt;b&gt;&quot;\\u{1b}[2J\\u{202e}&amp;\\n</th>');
    expect(page).toContain('<td class="bad">drifted</td>');
    expect(page).toContain('<figcaption>Share</figcaption>\n<svg role="img"><title>Share</title></svg>');
  });

  it('stays below 2 MB and says how many rows are left out', () => {
    const columns = [{ name: 'a' }, { name: 'b' }];
    const rows = Array.from({ length: 200_000 }, (_, row) => [`row ${row}`, '<'.repeat(600)]);
    const table = { caption: 'Long', columns, rows };
    const small = { caption: 'Small', columns, rows: [['last', 'row']] };
    const page = renderHtml({
      title: 'T'.repeat(3_000_000),
      lead: Array.from({ length: 100_000 }, () => 'lead'),
      tables: [table, table, small],
      figures: [{ caption: 'Huge', svg: 'x'.repeat(3_000_000) }],
      notes: Array.from({ length: 100_000 }, () => 'note'),
    });
    expect(Buffer.byteLength(page)).toBeLessThan(2_000_000);
    expect(page).toMatch(/<p class="muted">199,\d{3} of 200,000 rows are left out/);
    expect(page).toContain('>last</th>');
    expect(page).toContain('The figure &quot;Huge&quot; is left out'.replaceAll('&quot;', '"'));
    expect(page).toMatch(/<li>\d\d,\d{3} more are left out/);
  });
});
