import { act, fireEvent, screen } from '@testing-library/react';
import { renderPart } from '../../testing/render';
import { resultOf } from '../../testing/results';
import { heatGrid } from './heat-map';
import { HeatMapGrid } from './heat-map-grid';

const grid = heatGrid([
  resultOf({ column: 'age', month: 10, verdict: 'OK', value: 0.05 }),
  resultOf({ column: 'age', month: 11, verdict: 'ALERT', value: 0.4 }),
  resultOf({ column: 'income', month: 10, verdict: 'WARNING', value: 0.15 }),
]);
const show = (onChoose = jest.fn()) => {
  renderPart(
    <HeatMapGrid
      grid={grid}
      chosen={{ column: 'age', window: '2021-10' }}
      label="drift"
      onChoose={onChoose}
    />,
  );
  return onChoose;
};
const cell = (name: string) => screen.getByRole('button', { name });

describe('HeatMapGrid', () => {
  it('says value and verdict of each cell, also of one that was not measured', () => {
    show();
    expect(cell('age, 2021-11: 0.400, Alert')).toBeTruthy();
    expect(cell('income, 2021-11: not measured')).toBeTruthy();
  });

  it('has one stop in the tab order and moves it with the arrow keys', () => {
    show();
    const start = cell('age, 2021-10: 0.050, OK');
    expect(screen.getAllByRole('button').filter((button) => button.tabIndex === 0)).toEqual([start]);
    act(() => start.focus());
    fireEvent.keyDown(start, { key: 'ArrowRight' });
    const right = cell('age, 2021-11: 0.400, Alert');
    expect(document.activeElement).toBe(right);
    expect(right.tabIndex).toBe(0);
    expect(start.tabIndex).toBe(-1);
    fireEvent.keyDown(right, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(cell('income, 2021-11: not measured'));
  });

  it('marks the chosen cell and chooses another by activating it', () => {
    const onChoose = show();
    expect(screen.getAllByRole('gridcell', { selected: true })).toHaveLength(1);
    fireEvent.click(cell('income, 2021-10: 0.150, Warning'));
    expect(onChoose).toHaveBeenCalledWith({ column: 'income', window: '2021-10' });
  });
});
