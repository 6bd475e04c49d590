import { sectionTails } from '@countersign/domain/fairness';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { exampleEvidence } from '../../../testing/fairness-evidence';
import { renderPart } from '../../../testing/render';
import { figureSubject } from './audit-evidence';
import { CalibrationFigure } from './calibration-figure';
import { ScoreTable } from './score-table';
import { SweepFigure } from './sweep-figure';

/** What follows a slider comes when there is time for it. */
const patience = { timeout: 10_000 };

const evidence = exampleEvidence();
const subject = figureSubject(evidence, ['sex'])!;
const show = () => renderPart(<SweepFigure subject={subject} tails={sectionTails(subject.counts)!} />);

/** The cells of a table, row by row, without its head. */
const rowsOf = (caption: string | RegExp) => {
  const table = screen.getByText(caption, { selector: 'caption' }).closest('table')!;
  return [...table.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent),
  );
};

describe('figures of scores', () => {
  it('FX-5 moves groups and criteria with the threshold, which starts at that of the model', async () => {
    show();
    const slider = screen.getByLabelText<HTMLInputElement>(/^Threshold/);
    expect(slider.value).toBe('50');
    expect(slider.getAttribute('aria-valuetext')).toMatch(/^0\.50\. favourable rate runs from/);
    screen.getByText(/At 0\.50 every group has as many selected as the model selected/);
    const before = rowsOf('Groups at the threshold');
    expect(before.map(([group, n]) => [group, n])).toEqual([
      ['f', '977'],
      ['m', '1,023'],
    ]);
    fireEvent.change(slider, { target: { value: '99' } });
    await waitFor(() => expect(rowsOf('Groups at the threshold')[0]?.[2]).toBe('0'), patience);
    expect(rowsOf('Criteria at the threshold').map(([name]) => name)).toEqual([
      'Impact ratio',
      'Demographic parity',
      'Equal opportunity',
      'Equalised odds',
    ]);
    fireEvent.click(screen.getByText('Back to the threshold of the model'));
    await waitFor(() => expect(rowsOf('Groups at the threshold')).toEqual(before), patience);
  });

  it('FX-5 keeps the slider beside the table twin, which has every threshold', () => {
    show();
    const [first] = screen.getAllByText('View as table');
    fireEvent.click(first!);
    expect(screen.getByLabelText(/^Threshold/)).toBeTruthy();
    expect(rowsOf(/at every threshold/)).toHaveLength(100);
  });

  it('FX-9 has the n of every tenth of the scores, for all groups or one', () => {
    renderPart(
      <>
        <CalibrationFigure subject={subject} />
        <ScoreTable subject={subject} />
      </>,
    );
    const tables = screen.getAllByText('View as table');
    fireEvent.click(tables[0]!);
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
