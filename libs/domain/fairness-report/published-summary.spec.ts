import { renderHtml } from '../report';
import { type AuditRow } from '../fairness';
import { exampleEvidence, silentAbout } from './example-report';
import { fairnessSummary, noSummary, publishedSummary, withdrawnSummary } from './index';

const people = (count: number, group: string): AuditRow[] =>
  Array.from({ length: count }, (_, at) => ({ groups: [group], predicted: at % 3 > 0, actual: at % 2 > 0 }));
const evidence = exampleEvidence({
  attributes: ['region'],
  rows: [...people(300, 'north'), ...people(280, 'south'), ...people(6, 'isle')],
});
const about = {
  ...silentAbout,
  ranBy: 'Grace Hopper',
  signOffs: [
    {
      ...{ name: 'Alan Turing', role: 'risk officer', at: '2026-11-20', decision: 'agrees' as const },
      ...{ independence: 'None.', note: 'Alan says so.' },
    },
  ],
};

describe('a summary as it becomes public', () => {
  it('FR-28 is the summary, with the day of publication and what its address would say', () => {
    const { lead, ...page } = publishedSummary(evidence, about, '2026-11-21');
    const { lead: summarised, ...summary } = fairnessSummary(evidence, about);
    expect(page).toEqual(summary);
    expect(lead.slice(1)).toEqual(summarised);
    expect(lead[0]).toMatch(/^Published on 2026-11-21\. This page stays as it was that day: /);
    expect(lead[0]).toMatch(/nor whether the audit still holds\. Should the publication be withdrawn/);
  });

  it('FR-28 hides small numbers and names no person', () => {
    const page = renderHtml(publishedSummary(evidence, about, '2026-11-21'));
    expect(page).toMatch(/<th scope="row">isle<\/th>(<td class="right">hidden<\/td>)+<\/tr>/);
    expect(page).not.toMatch(/Grace|Hopper|Alan|Turing/);
    expect(renderHtml(publishedSummary(evidence, about, '2026-11-21'))).toBe(page);
  });

  it('FR-30 FR-31 says nothing of an audit where it was withdrawn, or never was', () => {
    for (const { title, lead, sections } of [withdrawnSummary, noSummary]) {
      expect([title, ...lead].join()).not.toMatch(/\d/);
      expect(sections).toEqual([]);
    }
  });
});
