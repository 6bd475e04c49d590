import { render, screen } from '@testing-library/react';
import { ReportLinks } from './report-links';

const linksOf = (isSuppressed: boolean) => {
  render(<ReportLinks audit={{ id: 'a b', isSuppressed }} />);
  return screen
    .getAllByRole('link')
    .map((link) => [link.textContent, link.getAttribute('href')?.split('/').at(-1)]);
};

describe('what an audit gives to read', () => {
  it('FR-20 FR-23 FR-24 leads to report, evidence, summary and model card', () => {
    expect(linksOf(false)).toEqual([
      ['Report (new tab)', 'report.html'],
      ['Report as PDF (new tab)', 'report.pdf'],
      ['Evidence as JSON (new tab)', 'report.json'],
      ['Summary for everybody (new tab)', 'summary.html'],
      ['Its tables as CSV (new tab)', 'summary.csv'],
      ['Model card as JSON (new tab)', 'model-card.json'],
    ]);
  });

  it('FR-22 offers no evidence to who may not see all of it', () => {
    const links = linksOf(true);
    expect(links.map(([text]) => text)).toEqual([
      ...['Summary (new tab)', 'Summary as PDF (new tab)', 'Summary as JSON (new tab)'],
      ...['Its tables as CSV (new tab)', 'Model card as JSON (new tab)'],
    ]);
    expect(screen.getAllByRole('link')[0]?.getAttribute('href')).toBe(
      '/v1/fairness-audits/a%20b/report.html',
    );
  });
});
