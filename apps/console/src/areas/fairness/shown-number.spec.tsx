import { render, screen } from '@testing-library/react';
import { disparityOf, groupOf, hiddenGroup } from '../../testing/audit';
import { formatCount } from '../../format/numbers';
import { criterionColumns, groupColumns } from './fairness-columns';
import { judgedText, shown, ShownEstimate } from './shown-number';

describe('a number of few people', () => {
  it('FA-20 reads as hidden, never as 0 or as a blank', () => {
    const { container } = render(
      <>
        {shown(null, formatCount)}
        <ShownEstimate estimate={null} />
      </>,
    );
    expect(container.textContent).toBe('hiddenhidden');
    expect(judgedText(null)).toBe('hidden');
  });

  it('shows a zero that is one', () => {
    render(<p>{shown(0, formatCount)}</p>);
    expect(screen.getByText('0')).toBeTruthy();
  });

  it('FA-20 fills every cell of a hidden group with the word, and none of another', () => {
    const textOf = (group: ReturnType<typeof groupOf>) =>
      groupColumns('accuracy').map(
        ({ cell, value }) => render(<p>{cell ? cell(group) : value(group)}</p>).container.textContent,
      );
    expect(textOf(hiddenGroup('few'))).toEqual(['few', ...Array.from({ length: 9 }, () => 'hidden')]);
    expect(textOf(groupOf('many', 0.4)).join()).not.toContain('hidden');
  });

  it('FA-20 shows a disparity with its verdict where its value is hidden', () => {
    const hidden = { ...disparityOf('IMPACT_RATIO', 'FAIL'), difference: null, ratio: null, robust: false };
    const columns = criterionColumns([
      { __typename: 'FairnessCriterion', name: 'IMPACT_RATIO', minimumRatio: 0.8, maximumDifference: null },
    ]);
    const texts = columns.map(
      ({ cell, value }) => render(<p>{cell ? cell(hidden) : value(hidden)}</p>).container.textContent,
    );
    expect(texts).toEqual(expect.arrayContaining(['ratio hidden', 'not all the same; which is hidden']));
    expect(texts.join()).toMatch(/fail/i);
  });
});
