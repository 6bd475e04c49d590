import { fireEvent, screen, waitFor } from '@testing-library/react';
import { exampleEvidence } from '../../../testing/fairness-evidence';
import { renderPart } from '../../../testing/render';
import { AuditFigures } from './audit-figures';

const show = (evidence: object | null, { isSuppressed = false, attributes = ['sex'] } = {}) =>
  renderPart(<AuditFigures auditId="1" attributes={attributes} />, {
    FairnessEvidence: () => ({
      fairnessAudit: {
        __typename: 'FairnessAudit',
        id: '1',
        evidence: evidence === null ? null : JSON.stringify(evidence),
        isSuppressed,
      },
    }),
  });

/** The cells of a table, row by row, without its head. */
const rowsOf = (name: string | RegExp) =>
  [...screen.getByRole('table', { name }).querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent),
  );

describe('AuditFigures', () => {
  it('FX-4 says in a sentence why figures are not shown', async () => {
    show(null, { isSuppressed: true });
    const why = /would give them away, and your role does not see such numbers/;
    expect(await screen.findByText(why)).toBeTruthy();
    expect(screen.queryByRole('slider')).toBeNull();
  });

  it('FX-4 says of an audit without such evidence that it has none, and of one without scores what is missing', async () => {
    show(null);
    await screen.findByText(/made before audits kept the counts/);
    show(exampleEvidence({ hasScores: false }));
    await screen.findByText(/have no score/);
    expect(screen.queryByRole('slider')).toBeNull();
  });

  it('FX-5 moves groups and criteria with the threshold, which starts at that of the model', async () => {
    show(exampleEvidence());
    const slider = await screen.findByRole<HTMLInputElement>('slider', { name: /^Threshold/ });
    expect(slider.value).toBe('50');
    expect(slider.getAttribute('aria-valuetext')).toMatch(
      /^0\.50\. At threshold 0\.50, favourable rate runs from/,
    );
    screen.getByText(/At 0\.50 every group has as many selected as the model selected/);
    const before = rowsOf('Groups at the threshold');
    expect(before.map(([group, n]) => [group, n])).toEqual([
      ['f', '977'],
      ['m', '1,023'],
    ]);
    fireEvent.change(slider, { target: { value: '99' } });
    await waitFor(() => expect(rowsOf('Groups at the threshold')[0]?.[2]).toBe('0'));
    expect(rowsOf('Criteria at the threshold').map(([name]) => name)).toEqual([
      'Impact ratio',
      'Demographic parity',
      'Equal opportunity',
      'Equalised odds',
    ]);
    fireEvent.click(screen.getByRole('button', { name: 'Back to the threshold of the model' }));
    await waitFor(() => expect(rowsOf('Groups at the threshold')).toEqual(before));
  });

  it('FX-5 keeps the slider beside the table twin, which has every threshold', async () => {
    show(exampleEvidence());
    const [first] = await screen.findAllByRole('button', { name: 'View as table' });
    fireEvent.click(first!);
    expect(screen.getByRole('slider', { name: /^Threshold/ })).toBeTruthy();
    expect(rowsOf(/at every threshold/)).toHaveLength(100);
  });

  it('FX-9 has the n of every tenth of the scores, for all groups or one', async () => {
    const evidence = exampleEvidence();
    show(evidence);
    const tables = await screen.findAllByRole('button', { name: 'View as table' });
    fireEvent.click(tables.at(-1)!);
    const rows = rowsOf(/Share of positives by mean score/);
    const { scores, groups } = evidence.results.sections[0]!;
    expect(rows).toHaveLength(scores!.groups.reduce((sum, { calibration }) => sum + calibration.length, 0));
    const sum = rows.reduce((total, row) => total + Number(row[2]?.replaceAll(',', '')), 0);
    expect(sum).toBe(groups.reduce((total, { n }) => total + n, 0));
    const auc = rowsOf('Areas under the curve and calibration errors').map((row) => row[2]);
    expect(auc[0]).toMatch(/^0\.\d{4}, 95% interval 0\.\d+ to 0\.\d+, n = 977$/);
    expect(screen.getByText(/^The areas of (f and m|m and f) lie apart by/)).toBeTruthy();
  });
});
