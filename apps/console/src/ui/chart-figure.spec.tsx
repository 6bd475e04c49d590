import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { renderPart } from '../testing/render';
import { ChartFigure } from './chart-figure';
import type { ChartDrawing } from './chart-option';

const drawing: ChartDrawing = () => ({ xAxis: { type: 'category' }, yAxis: {}, series: [] });
const figure = (
  <ChartFigure
    finding="income moved in 2021-11"
    sentence="Share of rows per bin of income, baseline against 2021-11."
    sizes={[
      { label: 'Baseline', n: 5832 },
      { label: '2021-11', n: 514 },
    ]}
    caption="Bins of the baseline."
    fileName="income"
    drawing={drawing}
    table={{ columns: ['Bin', 'Share'], rows: [['below 1', 0.00025123456]] }}
  />
);

/** Renders the figure and waits until its picture is drawn. */
const show = async () => {
  renderPart(figure);
  await waitFor(() => expect(screen.getByRole('img').querySelector('svg path')).toBeTruthy());
};

describe('ChartFigure', () => {
  it('is named by its finding, says both sizes and describes the picture', async () => {
    await show();
    expect(screen.getByRole('figure', { name: 'income moved in 2021-11' })).toBeTruthy();
    expect(screen.getByText('Baseline n = 5,832 · 2021-11 n = 514')).toBeTruthy();
    expect(screen.getByRole('img', { name: /Share of rows per bin of income/ })).toBeTruthy();
  });

  it('turns into a real table and back', async () => {
    await show();
    fireEvent.click(screen.getByRole('button', { name: 'View as table' }));
    const table = screen.getByRole('table', { name: /Share of rows per bin/ });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map((cell) => cell.textContent),
    ).toEqual(['Bin', 'Share']);
    expect(
      within(table)
        .getAllByRole('cell')
        .map((cell) => cell.textContent),
    ).toEqual(['below 1', '0.00025123456']);
    expect(screen.queryByRole('img')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'View as chart' }));
    await waitFor(() => expect(screen.getByRole('img').querySelector('svg path')).toBeTruthy());
  });

  it('offers its data and its drawing for download', async () => {
    await show();
    expect(screen.getByRole('button', { name: 'Download CSV' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Download SVG' })).toBeTruthy();
  });
});
